package dev.lateen.operator.install;

import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** Of the egress gateway. */
@KubernetesDependent(createResourceOnlyIfNotExistingWithSSA = false)
public class EgressServiceAccount extends EdgeServiceAccount {

  public EgressServiceAccount() {
    super(EdgeGateway.EGRESS);
  }
}
