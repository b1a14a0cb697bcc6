package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;

/** Whether a mesh that is in force asks for its ingress gateway. */
public class GatewayWanted extends InForce {

  @Override
  public boolean isMet(
      DependentResource<HasMetadata, ServiceMesh> dependent,
      ServiceMesh mesh,
      Context<ServiceMesh> context) {
    return isWanted(specOf(mesh)) && super.isMet(dependent, mesh, context);
  }

  /** Whether a mesh asks for its ingress gateway. */
  public static boolean isWanted(ServiceMesh mesh) {
    return isWanted(specOf(mesh));
  }

  static boolean isWanted(ServiceMeshSpec spec) {
    return spec.profile() != ServiceMeshSpec.Profile.MINIMAL && spec.gateways().ingress().enabled();
  }

  /** The spec of a mesh, the defaults where it has none. */
  public static ServiceMeshSpec specOf(ServiceMesh mesh) {
    return mesh.getSpec() == null ? ServiceMeshSpec.defaults() : mesh.getSpec();
  }
}
