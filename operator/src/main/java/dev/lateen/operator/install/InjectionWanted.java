package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.SidecarInjection.InjectionPolicy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;

/** Whether a mesh that is in force injects any pod. */
public class InjectionWanted extends InForce {

  @Override
  public boolean isMet(
      DependentResource<HasMetadata, ServiceMesh> dependent,
      ServiceMesh mesh,
      Context<ServiceMesh> context) {
    InjectionPolicy policy = GatewayWanted.specOf(mesh).sidecar().injection().policy();
    return policy != InjectionPolicy.NEVER && super.isMet(dependent, mesh, context);
  }
}
