package dev.lateen.operator.install;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.Optional;

/**
 * How a gateway is.
 *
 * @param ready whether all its instances are up to date and ready (of one that the cluster scales,
 *     the fewest), or none is asked for
 * @param reason in one word, for programs
 * @param message for people
 */
record GatewayHealth(boolean ready, String reason, String message) {

  static GatewayHealth of(GatewayState state) {
    if (!state.wanted()) {
      return new GatewayHealth(true, "Disabled", "The mesh asks for no such gateway.");
    }
    return state
        .deployment()
        .map(deployment -> of(deployment, state))
        .orElseGet(() -> new GatewayHealth(false, "Progressing", "The gateway is being created."));
  }

  private static GatewayHealth of(Deployment deployment, GatewayState state) {
    int wanted = state.wantedOf(deployment);
    DeploymentStatus status =
        Optional.ofNullable(deployment.getStatus()).orElseGet(DeploymentStatus::new);
    int ready = orZero(status.getReadyReplicas());
    String count = "%d of %d instances are ready".formatted(ready, wanted);
    if (isObserved(deployment) && isComplete(status, wanted, state)) {
      return new GatewayHealth(true, "Available", count + ".");
    }
    return state.pods().stream()
        .sorted(GatewayHealth::byName)
        .flatMap(pod -> PodTrouble.of(pod).stream())
        .findFirst()
        .map(
            trouble -> new GatewayHealth(false, trouble.reason(), count + "; " + trouble.message()))
        .orElseGet(() -> new GatewayHealth(false, "Progressing", count + "."));
  }

  /** Instances that an autoscaler adds to the fewest asked for may come and go. */
  private static boolean isComplete(DeploymentStatus status, int wanted, GatewayState state) {
    int ready = orZero(status.getReadyReplicas());
    int updated = orZero(status.getUpdatedReplicas());
    return state
        .fewest()
        .map(
            fewest -> Math.min(ready, updated) >= fewest && orZero(status.getReplicas()) <= updated)
        .orElse(ready == wanted && updated == wanted);
  }

  /** Whether the status of a Deployment is about the Deployment as it stands. */
  static boolean isObserved(Deployment deployment) {
    return Optional.ofNullable(deployment.getStatus())
        .map(DeploymentStatus::getObservedGeneration)
        .filter(deployment.getMetadata().getGeneration()::equals)
        .isPresent();
  }

  private static int byName(Pod left, Pod right) {
    return left.getMetadata().getName().compareTo(right.getMetadata().getName());
  }

  private static int orZero(Integer number) {
    return number == null ? 0 : number;
  }
}
