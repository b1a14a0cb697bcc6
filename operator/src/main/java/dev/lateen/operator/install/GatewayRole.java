package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** All the gateway may do at the API server: read the settings of its own mesh. */
@KubernetesDependent(
    createResourceOnlyIfNotExistingWithSSA = false,
    informer = @Informer(labelSelector = MeshObjects.MANAGED))
public class GatewayRole extends InstalledResource<Role> {

  public GatewayRole() {
    super(Role.class, MeshObjects.GATEWAY);
  }

  @Override
  protected Role desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    return new RoleBuilder()
        .withMetadata(MeshObjects.namespaced(MeshObjects.GATEWAY, mesh))
        .addNewRule()
        .withApiGroups("")
        .withResources("configmaps")
        .withResourceNames(MeshObjects.CONFIG_MAP)
        .withVerbs("get")
        .endRule()
        .build();
  }
}
