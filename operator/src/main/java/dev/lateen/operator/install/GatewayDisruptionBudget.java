package dev.lateen.operator.install;

import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** Of the ingress gateway. */
@KubernetesDependent(createResourceOnlyIfNotExistingWithSSA = false)
public class GatewayDisruptionBudget extends EdgeDisruptionBudget {

  public GatewayDisruptionBudget() {
    super(EdgeGateway.INGRESS);
  }
}
