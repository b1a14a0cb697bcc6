package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.GatewayAutoscaling;
import dev.lateen.crds.v1alpha1.GatewaySettings;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a gateway at one moment.
 *
 * @param settings what the mesh says of it, if it asks for it
 * @param deployment its Deployment
 * @param pods its pods
 */
record GatewayState(
    Optional<GatewaySettings> settings, Optional<Deployment> deployment, List<Pod> pods) {
  /** Of a gateway that nobody asks for and that is not there. */
  static final GatewayState NONE = new GatewayState(Optional.empty(), Optional.empty(), List.of());

  GatewayState {
    pods = List.copyOf(pods);
  }

  /** Whether the mesh asks for it. */
  boolean wanted() {
    return settings.isPresent();
  }

  /** The fewest instances, where an autoscaler chooses their number. */
  Optional<Integer> fewest() {
    return settings.map(GatewaySettings::autoscaling).map(GatewayAutoscaling::minReplicas);
  }

  /** How many instances there are to be: a Deployment begins with one, whatever the fewest are. */
  int wantedOf(Deployment known) {
    return Math.max(known.getSpec().getReplicas(), fewest().orElse(0));
  }
}
