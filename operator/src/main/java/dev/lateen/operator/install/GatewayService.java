package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.IngressGateway;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** How the world reaches the ingress gateway (TM-110). */
@KubernetesDependent(createResourceOnlyIfNotExistingWithSSA = false)
public class GatewayService extends InstalledResource<Service> {

  public GatewayService() {
    super(Service.class, MeshObjects.GATEWAY);
  }

  @Override
  protected Service desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    IngressGateway gateway = GatewayWanted.specOf(mesh).gateways().ingress();
    return new ServiceBuilder()
        .withMetadata(MeshObjects.namespaced(MeshObjects.GATEWAY, mesh))
        .withNewSpec()
        .withType(typeOf(gateway))
        .withSelector(EdgeGateway.INGRESS.selector(mesh))
        .addNewPort()
        .withName("http")
        .withProtocol("TCP")
        .withPort(gateway.httpPort())
        .withNewTargetPort("http")
        .endPort()
        .addNewPort()
        .withName("https")
        .withProtocol("TCP")
        .withPort(gateway.httpsPort())
        .withNewTargetPort("https")
        .endPort()
        .endSpec()
        .build();
  }

  private static String typeOf(IngressGateway gateway) {
    return switch (gateway.serviceType()) {
      case LOAD_BALANCER -> "LoadBalancer";
      case NODE_PORT -> "NodePort";
      case CLUSTER_IP -> "ClusterIP";
    };
  }
}
