package dev.lateen.injection;

import dev.lateen.crds.v1alpha1.SidecarSettings;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * What the sidecar finds in its file system: a token that says who the pod is, the roots of the
 * mesh, and room for temporary files, as its own root is read-only.
 *
 * @param identity whether the pod gets one
 * @param workloadApi whether the application may ask for it
 */
record PodVolumes(boolean identity, boolean workloadApi) {
  private static final String TEMPORARY_FILES = "lateen-tmp";
  private static final String TOKEN = "lateen-token";
  private static final String AUDIENCE = "lateen-ca";
  private static final long TOKEN_SECONDS = 43_200;

  static PodVolumes of(ControlPlane controlPlane, SidecarSettings settings) {
    boolean identity = controlPlane.authority().isPresent();
    return new PodVolumes(identity, identity && settings.workloadApi());
  }

  List<Volume> volumes() {
    List<Volume> volumes = new ArrayList<>();
    volumes.add(
        new VolumeBuilder().withName(TEMPORARY_FILES).withNewEmptyDir().endEmptyDir().build());
    if (identity) {
      volumes.add(token());
      volumes.add(
          new VolumeBuilder()
              .withName(InjectionNames.ROOTS)
              .withNewConfigMap()
              .withName(InjectionNames.ROOTS)
              .endConfigMap()
              .build());
    }
    if (workloadApi) {
      volumes.add(WorkloadApiSocket.volume());
    }
    return volumes;
  }

  private static Volume token() {
    return new VolumeBuilder()
        .withName(TOKEN)
        .withNewProjected()
        .addNewSource()
        .withNewServiceAccountToken()
        .withAudience(AUDIENCE)
        .withExpirationSeconds(TOKEN_SECONDS)
        .withPath("token")
        .endServiceAccountToken()
        .endSource()
        .endProjected()
        .build();
  }

  List<VolumeMount> mounts() {
    List<VolumeMount> mounts = new ArrayList<>();
    mounts.add(temporaryFiles());
    if (identity) {
      mounts.add(readOnly(TOKEN, "/var/run/secrets/lateen"));
      mounts.add(readOnly(InjectionNames.ROOTS, "/var/run/secrets/lateen-ca"));
    }
    if (workloadApi) {
      mounts.add(WorkloadApiSocket.mount());
    }
    return mounts;
  }

  static VolumeMount temporaryFiles() {
    return new VolumeMountBuilder().withName(TEMPORARY_FILES).withMountPath("/tmp").build();
  }

  private static VolumeMount readOnly(String volume, String path) {
    return new VolumeMountBuilder().withName(volume).withMountPath(path).withReadOnly(true).build();
  }
}
