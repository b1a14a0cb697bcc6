package dev.lateen.crds.v1alpha1;

import java.util.Optional;

/** What the gateways at the edge of a mesh have in common. */
public sealed interface GatewaySettings permits IngressGateway, EgressGateway {

  /** Whether it is installed. */
  Boolean enabled();

  /** Number of instances, 0 to 1000, where {@link #autoscaling} says nothing. */
  Integer replicas();

  /** How the cluster chooses the number of instances; {@code null}: it does not. */
  GatewayAutoscaling autoscaling();

  /** Image of its container. */
  String image();

  /** The fewest instances it has when nothing is wrong, 0 to 1000. */
  default int fewest() {
    return Optional.ofNullable(autoscaling())
        .map(GatewayAutoscaling::minReplicas)
        .orElse(replicas());
  }
}
