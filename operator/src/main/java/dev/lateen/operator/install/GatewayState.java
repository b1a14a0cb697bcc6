package dev.lateen.operator.install;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a gateway at one moment.
 *
 * @param wanted whether the mesh asks for it
 * @param deployment its Deployment
 * @param pods its pods
 */
record GatewayState(boolean wanted, Optional<Deployment> deployment, List<Pod> pods) {
  /** Of a gateway that nobody asks for and that is not there. */
  static final GatewayState NONE = new GatewayState(false, Optional.empty(), List.of());

  GatewayState {
    pods = List.copyOf(pods);
  }
}
