package dev.lateen.operator.platform;

import dev.lateen.crds.Durations;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import dev.lateen.operator.platform.model.MeshSettings;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Reads the settings of all proxies from the ServiceMesh. Pure. */
final class MeshSettingsReader {
  private MeshSettingsReader() {}

  /**
   * What the oldest ServiceMesh says, the first by namespace and name where they are equally old;
   * the defaults where there is none.
   */
  static MeshSettings read(List<ServiceMesh> meshes) {
    return meshes.stream()
        .min(
            Comparator.comparing(MeshSettingsReader::created)
                .thenComparing(mesh -> mesh.getMetadata().getNamespace())
                .thenComparing(mesh -> mesh.getMetadata().getName()))
        .map(mesh -> settings(mesh.getSpec()))
        .orElse(MeshSettings.DEFAULT);
  }

  private static String created(ServiceMesh mesh) {
    return Objects.requireNonNullElse(mesh.getMetadata().getCreationTimestamp(), "");
  }

  private static MeshSettings settings(ServiceMeshSpec spec) {
    return new MeshSettings(
        spec.trustDomain(),
        spec.outboundTrafficPolicy() == ServiceMeshSpec.OutboundTrafficPolicy.ALLOW_ANY,
        Durations.parse(spec.traffic().connectTimeout()),
        Durations.parse(spec.traffic().requestTimeout()));
  }
}
