package dev.lateen.injection;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;

/**
 * Where an application that asks for it gets the identity of its pod: a socket in a volume that the
 * sidecar and the containers of the application share (SPIFFE Workload API).
 */
final class WorkloadApiSocket {
  static final String PATH = "/var/run/lateen/workload/api.sock";

  /** Containers of a pod run as different users; who has the volume may ask. */
  static final String MODE = "666";

  private static final String VOLUME = "lateen-workload-api";
  private static final String FOLDER = "/var/run/lateen/workload";
  private static final String VARIABLE = "SPIFFE_ENDPOINT_SOCKET";

  private WorkloadApiSocket() {}

  static Volume volume() {
    return new VolumeBuilder().withName(VOLUME).withNewEmptyDir().endEmptyDir().build();
  }

  static VolumeMount mount() {
    return new VolumeMountBuilder().withName(VOLUME).withMountPath(FOLDER).build();
  }

  /** A container of the application that finds the socket, unless it names another itself. */
  static Container offer(Container container) {
    ContainerBuilder offered = new ContainerBuilder(container).addToVolumeMounts(mount());
    boolean named =
        container.getEnv().stream().anyMatch(variable -> VARIABLE.equals(variable.getName()));
    return named
        ? offered.build()
        : offered.addToEnv(new EnvVar(VARIABLE, "unix://" + PATH, null)).build();
  }
}
