package dev.lateen.operator.install;

import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the number of instances of a Deployment when its manager stops saying it, until an
 * autoscaler says another: what nobody says the API server sets to its default, 1. Another field
 * manager says it in between, as Kubernetes has it for fields that change hands.
 *
 * @param replicas the number as it stands, said by the other manager
 */
record ReplicasHandover(Deployment replicas) {
  private static final String MANAGER = MeshObjects.OPERATOR + "-replicas";

  /** Of a Deployment; empty where the manager does not say the number. */
  static Optional<ReplicasHandover> of(Deployment deployment, String manager) {
    return deployment.getMetadata().getManagedFields().stream()
        .filter(fields -> manager.equals(fields.getManager()))
        .filter(ReplicasHandover::hasReplicas)
        .findFirst()
        .map(_ -> new ReplicasHandover(replicasOf(deployment)));
  }

  /** Has the other manager say it. */
  void apply(KubernetesClient client) {
    client.resource(replicas).fieldManager(MANAGER).forceConflicts().serverSideApply();
  }

  private static boolean hasReplicas(ManagedFieldsEntry fields) {
    return Optional.ofNullable(fields.getFieldsV1())
        .map(FieldsV1::getAdditionalProperties)
        .map(all -> all.get("f:spec"))
        .filter(spec -> spec instanceof Map<?, ?> ofSpec && ofSpec.containsKey("f:replicas"))
        .isPresent();
  }

  private static Deployment replicasOf(Deployment deployment) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName(deployment.getMetadata().getName())
        .withNamespace(deployment.getMetadata().getNamespace())
        .endMetadata()
        .withNewSpec()
        .withReplicas(deployment.getSpec().getReplicas())
        .endSpec()
        .build();
  }
}
