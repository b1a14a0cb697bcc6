package dev.lateen.injection;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * What the sidecar finds in its file system: a token that says who the pod is, the roots of the
 * mesh, and room for temporary files, as its own root is read-only.
 */
final class PodVolumes {
  static final String TEMPORARY_FILES = "lateen-tmp";
  private static final String TOKEN = "lateen-token";
  private static final String ROOTS = "lateen-root";
  private static final String AUDIENCE = "lateen-ca";
  private static final long TOKEN_SECONDS = 43_200;

  private PodVolumes() {}

  static List<Volume> volumes(boolean identity, boolean workloadApi) {
    List<Volume> volumes = new ArrayList<>();
    volumes.add(
        new VolumeBuilder().withName(TEMPORARY_FILES).withNewEmptyDir().endEmptyDir().build());
    if (identity) {
      volumes.add(token());
      volumes.add(
          new VolumeBuilder()
              .withName(ROOTS)
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

  static List<VolumeMount> mounts(boolean identity, boolean workloadApi) {
    List<VolumeMount> mounts = new ArrayList<>();
    mounts.add(new VolumeMountBuilder().withName(TEMPORARY_FILES).withMountPath("/tmp").build());
    if (identity) {
      mounts.add(readOnly(TOKEN, "/var/run/secrets/lateen"));
      mounts.add(readOnly(ROOTS, "/var/run/secrets/lateen-ca"));
    }
    if (workloadApi) {
      mounts.add(WorkloadApiSocket.mount());
    }
    return mounts;
  }

  private static VolumeMount readOnly(String volume, String path) {
    return new VolumeMountBuilder().withName(volume).withMountPath(path).withReadOnly(true).build();
  }
}
