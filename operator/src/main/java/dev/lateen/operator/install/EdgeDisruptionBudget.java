package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.Ignore;

/**
 * Has nodes drained one gateway pod at a time. There is none for a gateway of one pod: it would
 * keep its node from ever being drained.
 */
@Ignore
abstract class EdgeDisruptionBudget extends InstalledResource<PodDisruptionBudget> {
  private final EdgeGateway gateway;

  EdgeDisruptionBudget(EdgeGateway gateway) {
    super(PodDisruptionBudget.class, gateway.objectName());
    this.gateway = gateway;
  }

  @Override
  protected PodDisruptionBudget desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    return new PodDisruptionBudgetBuilder()
        .withMetadata(MeshObjects.namespaced(gateway.objectName(), mesh))
        .withNewSpec()
        .withMaxUnavailable(new IntOrString(1))
        .withNewSelector()
        .withMatchLabels(gateway.selector(mesh))
        .endSelector()
        .endSpec()
        .build();
  }
}
