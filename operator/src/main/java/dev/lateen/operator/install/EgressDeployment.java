package dev.lateen.operator.install;

import dev.lateen.operator.inject.SidecarAddresses;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import jakarta.inject.Singleton;

/** The egress gateway (TM-136). */
@Singleton
@KubernetesDependent(createResourceOnlyIfNotExistingWithSSA = false)
public class EgressDeployment extends EdgeDeployment {

  public EgressDeployment(SidecarAddresses addresses) {
    super(EdgeGateway.EGRESS, addresses);
  }
}
