package dev.lateen.operator.platform;

import dev.lateen.crds.Durations;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import dev.lateen.crds.v1alpha1.TelemetrySettings;
import dev.lateen.operator.platform.model.MeshSettings;
import java.util.List;

/** Reads the settings of all proxies from the ServiceMesh. Pure. */
final class MeshSettingsReader {
  private MeshSettingsReader() {}

  /** What the ServiceMesh in force says, or the defaults where there is none. */
  static MeshSettings read(List<ServiceMesh> meshes) {
    return MeshInForce.among(meshes)
        .map(mesh -> settings(mesh.getMetadata().getNamespace(), mesh.getSpec()))
        .orElse(MeshSettings.DEFAULT);
  }

  private static MeshSettings settings(String namespace, ServiceMeshSpec spec) {
    return new MeshSettings(
        namespace,
        spec.trustDomain(),
        spec.outboundTrafficPolicy() == ServiceMeshSpec.OutboundTrafficPolicy.ALLOW_ANY,
        spec.egressGateway(),
        Durations.parse(spec.traffic().connectTimeout()),
        Durations.parse(spec.traffic().requestTimeout()),
        accessLog(spec.telemetry().accessLog()));
  }

  private static MeshSettings.AccessLog accessLog(TelemetrySettings.AccessLog wanted) {
    return switch (wanted) {
      case NONE -> MeshSettings.AccessLog.NONE;
      case TEXT -> MeshSettings.AccessLog.TEXT;
      case JSON -> MeshSettings.AccessLog.JSON;
    };
  }
}
