package dev.lateen.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The number of instances of a gateway, where the ServiceMesh leaves it to an autoscaler. */
@ClusterTest
class AutoscalingIT {
  private static final String INGRESS = "lateen-ingress";
  private static final String SCALED =
      "{gateways: {ingress: {replicas: 1, httpPort: %d, autoscaling: {minReplicas: 2, maxReplicas: 6}}}}";

  private final Cluster cluster;
  private final KubernetesClient client;
  private final OperatorProcess operator;
  private String namespace;

  AutoscalingIT(Cluster cluster, OperatorProcess operator) {
    this.cluster = cluster;
    this.client = cluster.client();
    this.operator = operator;
  }

  @BeforeEach
  void makeNamespace() {
    namespace = cluster.namespace("autoscaling");
  }

  @AfterEach
  void removeTheMesh() {
    cluster.uninstall(namespace);
  }

  @Test
  void gatewayIsReadyOnceTheAutoscalerHasMadeItsFewestInstances() {
    // When
    var mesh = cluster.install(namespace, SCALED.formatted(80));

    // Then
    assertThat(Cluster.condition(mesh, "GatewayReady").orElseThrow().message())
        .isEqualTo("2 of 2 instances are ready.");
    assertThat(autoscaler().orElseThrow().getMetadata().getOwnerReferences())
        .extracting(OwnerReference::getKind)
        .containsExactly("ServiceMesh");
    assertThat(client.policy().v1().podDisruptionBudget().inNamespace(namespace).list().getItems())
        .hasSize(1);
  }

  @Test
  void instancesThatAreThereStayWhenAnAutoscalerTakesOver() {
    // Given
    cluster.install(namespace, "{gateways: {ingress: {replicas: 3}}}");
    Deployment before = deployment().require();

    // When
    cluster.install(namespace, SCALED.formatted(80));

    // Then: also not for a moment fewer, which would have been a new generation
    assertThat(autoscaler()).isPresent();
    assertThat(deployment().require().getSpec().getReplicas()).isEqualTo(3);
    assertThat(deployment().require().getMetadata().getGeneration())
        .isEqualTo(before.getMetadata().getGeneration());
  }

  @Test
  void whatAnAutoscalerSaysStaysAndNothingIsWritten() {
    // Given
    cluster.install(namespace, SCALED.formatted(80));

    // When
    deployment().scale(5);
    cluster.install(namespace, SCALED.formatted(8081));
    cluster.touch(deployment().require());
    cluster.awaitQuiet(operator);
    var atRest = ApiWrites.now(client);
    operator.restart();
    await().atMost(Cluster.PATIENCE).until(() -> operator.reconciliations("ServiceMesh") > 0);
    cluster.awaitQuiet(operator);

    // Then
    assertThat(ApiWrites.now(client).since(atRest))
        .allSatisfy((what, _) -> assertThat(what).isEqualTo("APPLY customresourcedefinitions/"));
    assertThat(deployment().require().getSpec().getReplicas()).isEqualTo(5);
  }

  @Test
  void autoscalerGoesWithItsSettingAndReplicasCountAgain() {
    // Given
    cluster.install(namespace, SCALED.formatted(80));
    deployment().scale(4);

    // When
    cluster.install(namespace, "{gateways: {ingress: {replicas: 3}}}");

    // Then
    assertThat(autoscaler()).isEmpty();
    assertThat(deployment().require().getSpec().getReplicas()).isEqualTo(3);
  }

  private Optional<HorizontalPodAutoscaler> autoscaler() {
    return Optional.ofNullable(
        client
            .autoscaling()
            .v2()
            .horizontalPodAutoscalers()
            .inNamespace(namespace)
            .withName(INGRESS)
            .get());
  }

  private RollableScalableResource<Deployment> deployment() {
    return client.apps().deployments().inNamespace(namespace).withName(INGRESS);
  }
}
