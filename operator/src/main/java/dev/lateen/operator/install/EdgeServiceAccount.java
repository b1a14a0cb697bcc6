package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.Ignore;

/** The account a gateway runs as, and its identity. */
@Ignore
abstract class EdgeServiceAccount extends InstalledResource<ServiceAccount> {
  private final EdgeGateway gateway;

  EdgeServiceAccount(EdgeGateway gateway) {
    super(ServiceAccount.class, gateway.objectName());
    this.gateway = gateway;
  }

  @Override
  protected ServiceAccount desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    return new ServiceAccountBuilder()
        .withMetadata(MeshObjects.namespaced(gateway.objectName(), mesh))
        .withAutomountServiceAccountToken(false)
        .build();
  }
}
