package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/**
 * Has nodes drained one gateway pod at a time. There is none for a gateway of one pod: it would
 * keep its node from ever being drained.
 */
@KubernetesDependent(
    createResourceOnlyIfNotExistingWithSSA = false,
    informer = @Informer(labelSelector = MeshObjects.MANAGED))
public class GatewayDisruptionBudget extends InstalledResource<PodDisruptionBudget> {

  public GatewayDisruptionBudget() {
    super(PodDisruptionBudget.class, MeshObjects.GATEWAY);
  }

  @Override
  protected PodDisruptionBudget desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    return new PodDisruptionBudgetBuilder()
        .withMetadata(MeshObjects.namespaced(MeshObjects.GATEWAY, mesh))
        .withNewSpec()
        .withMaxUnavailable(new IntOrString(1))
        .withNewSelector()
        .withMatchLabels(MeshObjects.gatewaySelector(mesh))
        .endSelector()
        .endSpec()
        .build();
  }
}
