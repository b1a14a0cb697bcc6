package dev.lateen.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * As many pods as a mesh may have, on nodes that only look like nodes. A line on the standard
 * output says what was seen. To be run by hand on a cluster with 20 such nodes, with {@code
 * -Dlateen.scale=2000}.
 */
@ClusterTest
@EnabledIfSystemProperty(
    named = "lateen.scale",
    matches = "\\d+",
    disabledReason = "SKIPPED: lateen.scale does not say how many pods")
class ScaleIT {
  private static final int PODS = Integer.getInteger("lateen.scale", 0);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration REST = Duration.ofSeconds(30);

  private final Cluster cluster;
  private final KubernetesClient client;
  private final OperatorProcess operator;

  ScaleIT(Cluster cluster, OperatorProcess operator) {
    this.cluster = cluster;
    this.client = cluster.client();
    this.operator = operator;
  }

  @Test
  @DisplayName("thousands of pods are injected, and then nothing is written")
  void manyPods() {
    // Given
    String namespace = injectedNamespace();
    String system = cluster.namespace("scale-mesh");
    cluster.install(system, "{gateways: {ingress: {enabled: false}}}");
    long before = operator.residentKilobytes();
    // When
    long start = System.nanoTime();
    cluster.apply(namespace, deployment());
    await().atMost(PATIENCE).until(() -> ready(namespace) == PODS);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    // Then
    WebhookTimes times = WebhookTimes.now(client);
    System.out.printf(
        "%d pods ready in %d s; webhook p50 %.0f ms, p99 %.0f ms; operator %d MB before, %d"
            + " after%n",
        PODS,
        took.toSeconds(),
        times.quantile(0.5) * 1_000,
        times.quantile(0.99) * 1_000,
        before >> 10,
        operator.residentKilobytes() >> 10);
    assertThat(times.calls()).isGreaterThanOrEqualTo(PODS);
    assertThat(injected(namespace)).isEqualTo(PODS);
    await().during(REST).atMost(PATIENCE).until(() -> ApiWrites.now(client), new Unchanged<>());
    client.apps().deployments().inNamespace(namespace).withName("web").delete();
    cluster.empty(system);
  }

  private String injectedNamespace() {
    String namespace = cluster.namespace("scale");
    client
        .namespaces()
        .withName(namespace)
        .edit(
            found ->
                new NamespaceBuilder(found)
                    .editMetadata()
                    .addToLabels("lateen.dev/injection", "enabled")
                    .endMetadata()
                    .build());
    return namespace;
  }

  private int ready(String namespace) {
    Deployment found = client.apps().deployments().inNamespace(namespace).withName("web").get();
    Integer ready = found.getStatus().getReadyReplicas();
    return ready == null ? 0 : ready;
  }

  private long injected(String namespace) {
    return client.pods().inNamespace(namespace).list().getItems().stream()
        .filter(
            pod ->
                pod.getSpec().getInitContainers().stream()
                    .anyMatch(container -> container.getName().equals("lateen-proxy")))
        .count();
  }

  private static String deployment() {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      replicas: %d
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec:
          automountServiceAccountToken: false
          nodeSelector: {type: hollow}
          tolerations: [{key: kwok.x-k8s.io/node, operator: Exists}]
          containers:
          - {name: web, image: none, readinessProbe: {httpGet: {path: /, port: 8080}}}
    """
        .formatted(PODS);
  }
}
