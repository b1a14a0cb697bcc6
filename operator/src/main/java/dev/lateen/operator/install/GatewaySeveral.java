package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;

/** Whether a gateway is wanted of which one pod may go while another serves. */
public class GatewaySeveral extends GatewayWanted {

  @Override
  public boolean isMet(
      DependentResource<HasMetadata, ServiceMesh> dependent,
      ServiceMesh mesh,
      Context<ServiceMesh> context) {
    return specOf(mesh).gateways().ingress().replicas() > 1
        && super.isMet(dependent, mesh, context);
  }
}
