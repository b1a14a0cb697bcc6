package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** Gives {@link GatewayRole} to the account of the ingress gateway. */
@KubernetesDependent(
    createResourceOnlyIfNotExistingWithSSA = false,
    informer = @Informer(labelSelector = MeshObjects.MANAGED))
public class GatewayRoleBinding extends InstalledResource<RoleBinding> {

  public GatewayRoleBinding() {
    super(RoleBinding.class, MeshObjects.GATEWAY);
  }

  @Override
  protected RoleBinding desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    return new RoleBindingBuilder()
        .withMetadata(MeshObjects.namespaced(MeshObjects.GATEWAY, mesh))
        .withNewRoleRef("rbac.authorization.k8s.io", "Role", MeshObjects.GATEWAY)
        .addNewSubject()
        .withKind("ServiceAccount")
        .withName(MeshObjects.GATEWAY)
        .withNamespace(mesh.getMetadata().getNamespace())
        .endSubject()
        .build();
  }
}
