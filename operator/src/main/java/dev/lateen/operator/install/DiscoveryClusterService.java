package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.operator.inject.SidecarAddresses;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import jakarta.inject.Singleton;

/** The name by which proxies reach the operator's ADS server, and the authority beside it. */
@Singleton
@KubernetesDependent(createResourceOnlyIfNotExistingWithSSA = false)
public class DiscoveryClusterService extends InstalledResource<Service> {

  private final SidecarAddresses addresses;

  public DiscoveryClusterService(SidecarAddresses addresses) {
    super(Service.class, MeshObjects.DISCOVERY);
    this.addresses = addresses;
  }

  @Override
  protected Service desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    return new ServiceBuilder()
        .withMetadata(MeshObjects.namespaced(MeshObjects.DISCOVERY, mesh))
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(MeshObjects.operatorSelector())
        .withPorts(
            addresses.controlPlane(mesh).authority().isPresent()
                ? port("grpc-ca", MeshObjects.AUTHORITY_PORT)
                : port("grpc-xds", MeshObjects.DISCOVERY_PORT))
        .endSpec()
        .build();
  }

  private static ServicePort port(String name, int number) {
    return new ServicePortBuilder()
        .withName(name)
        .withProtocol("TCP")
        .withPort(number)
        .withNewTargetPort(number)
        .build();
  }
}
