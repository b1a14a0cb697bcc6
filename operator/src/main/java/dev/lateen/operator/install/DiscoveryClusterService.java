package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** The name by which proxies reach the operator's ADS server, and the authority beside it. */
@KubernetesDependent(createResourceOnlyIfNotExistingWithSSA = false)
public class DiscoveryClusterService extends InstalledResource<Service> {

  public DiscoveryClusterService() {
    super(Service.class, MeshObjects.DISCOVERY);
  }

  @Override
  protected Service desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    return new ServiceBuilder()
        .withMetadata(MeshObjects.namespaced(MeshObjects.DISCOVERY, mesh))
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(MeshObjects.operatorSelector())
        .addNewPort()
        .withName("grpc-xds")
        .withProtocol("TCP")
        .withPort(MeshObjects.DISCOVERY_PORT)
        .withNewTargetPort(MeshObjects.DISCOVERY_PORT)
        .endPort()
        .addNewPort()
        .withName("grpc-ca")
        .withProtocol("TCP")
        .withPort(MeshObjects.AUTHORITY_PORT)
        .withNewTargetPort(MeshObjects.AUTHORITY_PORT)
        .endPort()
        .endSpec()
        .build();
  }
}
