package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** Has nodes drained one gateway pod at a time, where a gateway always has several. */
@KubernetesDependent(
    createResourceOnlyIfNotExistingWithSSA = false,
    informer = @Informer(labelSelector = MeshObjects.MANAGED))
public class EdgeDisruptionBudgets extends EdgeResource<PodDisruptionBudget> {

  public EdgeDisruptionBudgets() {
    super(PodDisruptionBudget.class);
  }

  @Override
  boolean isWanted(EdgeGateway gateway, ServiceMeshSpec spec) {
    return super.isWanted(gateway, spec) && gateway.settings(spec).fewest() > 1;
  }

  @Override
  PodDisruptionBudget desired(EdgeGateway gateway, ServiceMesh mesh) {
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
