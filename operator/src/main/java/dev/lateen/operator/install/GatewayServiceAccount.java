package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** The account the gateway runs as. */
@KubernetesDependent(
    createResourceOnlyIfNotExistingWithSSA = false,
    informer = @Informer(labelSelector = MeshObjects.MANAGED))
public class GatewayServiceAccount extends InstalledResource<ServiceAccount> {

  public GatewayServiceAccount() {
    super(ServiceAccount.class, MeshObjects.GATEWAY);
  }

  @Override
  protected ServiceAccount desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    return new ServiceAccountBuilder()
        .withMetadata(MeshObjects.namespaced(MeshObjects.GATEWAY, mesh))
        .withAutomountServiceAccountToken(false)
        .build();
  }
}
