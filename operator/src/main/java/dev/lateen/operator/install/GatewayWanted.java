package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;

/** Whether a mesh that is in force asks for a gateway, by default the ingress gateway. */
public class GatewayWanted extends InForce {
  private final EdgeGateway gateway;

  public GatewayWanted() {
    this(EdgeGateway.INGRESS);
  }

  GatewayWanted(EdgeGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public boolean isMet(
      DependentResource<HasMetadata, ServiceMesh> dependent,
      ServiceMesh mesh,
      Context<ServiceMesh> context) {
    return gateway.isWanted(specOf(mesh)) && super.isMet(dependent, mesh, context);
  }

  /** Whether a mesh asks for its ingress gateway. */
  public static boolean isWanted(ServiceMesh mesh) {
    return EdgeGateway.INGRESS.isWanted(specOf(mesh));
  }

  /** The spec of a mesh, the defaults where it has none. */
  public static ServiceMeshSpec specOf(ServiceMesh mesh) {
    return mesh.getSpec() == null ? ServiceMeshSpec.defaults() : mesh.getSpec();
  }
}
