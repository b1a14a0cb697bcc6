package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;

/** Whether a gateway is wanted of which one pod may go while another serves. */
public class GatewaySeveral extends GatewayWanted {

  public GatewaySeveral() {
    this(EdgeGateway.INGRESS);
  }

  GatewaySeveral(EdgeGateway gateway) {
    super(gateway);
  }

  @Override
  public boolean isMet(
      DependentResource<HasMetadata, ServiceMesh> dependent,
      ServiceMesh mesh,
      Context<ServiceMesh> context) {
    return gateway().replicas(specOf(mesh)) > 1 && super.isMet(dependent, mesh, context);
  }
}
