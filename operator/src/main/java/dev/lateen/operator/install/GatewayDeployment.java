package dev.lateen.operator.install;

import dev.lateen.operator.inject.SidecarAddresses;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import jakarta.inject.Singleton;

/** The ingress gateway (TM-110). */
@Singleton
@KubernetesDependent(createResourceOnlyIfNotExistingWithSSA = false)
public class GatewayDeployment extends EdgeDeployment {

  public GatewayDeployment(SidecarAddresses addresses) {
    super(EdgeGateway.INGRESS, addresses);
  }
}
