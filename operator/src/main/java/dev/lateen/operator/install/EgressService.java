package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** How discovery learns where the egress gateway is ready to take calls (TM-136). */
@KubernetesDependent(createResourceOnlyIfNotExistingWithSSA = false)
public class EgressService extends InstalledResource<Service> {

  public EgressService() {
    super(Service.class, EdgeGateway.EGRESS.objectName());
  }

  @Override
  protected Service desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    return new ServiceBuilder()
        .withMetadata(MeshObjects.namespaced(EdgeGateway.EGRESS.objectName(), mesh))
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(EdgeGateway.EGRESS.selector(mesh))
        .addNewPort()
        .withName("tls")
        .withProtocol("TCP")
        .withPort(MeshObjects.EGRESS_PORT)
        .withNewTargetPort("egress")
        .endPort()
        .endSpec()
        .build();
  }
}
