package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** The account a gateway runs as, and its identity. */
@KubernetesDependent(
    createResourceOnlyIfNotExistingWithSSA = false,
    informer = @Informer(labelSelector = MeshObjects.MANAGED))
public class EdgeServiceAccounts extends EdgeResource<ServiceAccount> {

  public EdgeServiceAccounts() {
    super(ServiceAccount.class);
  }

  @Override
  ServiceAccount desired(EdgeGateway gateway, ServiceMesh mesh) {
    return new ServiceAccountBuilder()
        .withMetadata(MeshObjects.namespaced(gateway.objectName(), mesh))
        .withAutomountServiceAccountToken(false)
        .build();
  }
}
