package dev.lateen.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lateen.crds.v1alpha1.Condition;
import dev.lateen.crds.v1alpha1.MeshStatus;
import dev.lateen.crds.v1alpha1.MeshStatusStatus;
import dev.lateen.crds.v1alpha1.RouteRule;
import dev.lateen.crds.v1alpha1.RuleStatus;
import dev.lateen.operator.discovery.AdsClient;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of rules, with a proxy that is played by the test. */
@ClusterTest
class RulesIT {
  private static final String SERVICE_AND_WORKLOAD =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: reviews}
      spec: {selector: {app: reviews}, ports: [{name: http, port: 9080}]}
      ---
      apiVersion: lateen.dev/v1alpha1
      kind: Workload
      metadata: {name: reviews-v1}
      spec:
        address: 127.0.0.1
        labels: {app: reviews, version: v1}
        ports: {http: 9081}
        sidecar: {outboundPort: 15081, inboundPorts: {http: 19081}}
      """;
  private static final String GOOD =
      """
      apiVersion: lateen.dev/v1alpha1
      kind: RouteRule
      metadata: {name: reviews}
      spec:
        destination: {name: reviews}
        route: [{labels: {version: v1}}]
      """;
  private static final String BAD =
      """
      apiVersion: lateen.dev/v1alpha1
      kind: RouteRule
      metadata: {name: reviews}
      spec:
        destination: {name: reviews}
        match: {request: {headers: {cookie: {regex: "user=(jason"}}}}
        route: [{labels: {version: v2}}]
      """;
  private static final String ERROR = "spec.match.request.headers[cookie].regex: \"user=(jason\": ";

  private final Cluster cluster;
  private final KubernetesClient client;
  private final OperatorProcess operator;
  private String namespace;

  RulesIT(Cluster cluster, OperatorProcess operator) {
    this.cluster = cluster;
    this.client = cluster.client();
    this.operator = operator;
  }

  @BeforeEach
  void installMesh() {
    namespace = cluster.namespace("rules");
    cluster.install(namespace, "{gateways: {ingress: {enabled: false}}}");
    for (String document : SERVICE_AND_WORKLOAD.split("---\n")) {
      cluster.apply(namespace, document);
    }
  }

  @AfterEach
  void removeMesh() {
    cluster.empty(namespace);
  }

  @Test
  void acceptedRuleIsLiveWhenItsProxyHasIt() {
    // Given
    cluster.apply(namespace, GOOD);
    awaitReady("NotUsed");
    assertThat(rule().getStatus().live()).isEqualTo("0/0");

    // When
    try (var proxy = proxy()) {
      proxy.join();

      // Then
      awaitReady("Live");
      assertThat(rule().getStatus().live()).isEqualTo("1/1");
      assertThat(condition(Condition.ACCEPTED).status()).isEqualTo("True");
      await()
          .atMost(Cluster.PATIENCE)
          .untilAsserted(
              () -> {
                MeshStatusStatus status = meshStatus("namespace");
                assertThat(status.sidecars()).isEqualTo("1/1");
                assertThat(status.synced()).isEqualTo("1/1");
                assertThat(status.rules()).isEqualTo("1/1");
                assertThat(meshStatus("mesh").sidecars()).isEqualTo("1/1");
              });
    }
    await()
        .atMost(Cluster.PATIENCE)
        .untilAsserted(() -> assertThat(meshStatus("namespace").sidecars()).isEqualTo("0/1"));
    assertThat(events()).contains("Accepted");
  }

  @Test
  void badRuleIsRefusedByTheWebhookWithFieldValueAndReason() {
    assertThatThrownBy(() -> cluster.apply(namespace, BAD))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("denied the request: RouteRule " + namespace + "/reviews: ")
        .hasMessageContaining(ERROR);
  }

  @Test
  void badRuleThatPassedTheWebhookIsRejectedAndTheLastGoodOneStaysLive() {
    // Given
    cluster.apply(namespace, GOOD);
    try (var proxy = proxy()) {
      proxy.join();
      awaitReady("Live");
      bypassWebhook();

      // When
      cluster.apply(namespace, BAD);

      // Then
      awaitReady("Rejected");
      RuleStatus status = rule().getStatus();
      assertThat(condition(Condition.ACCEPTED).status()).isEqualTo("False");
      assertThat(condition(Condition.ACCEPTED).message()).contains(ERROR);
      assertThat(status.observedGeneration()).isEqualTo(2);
      assertThat(status.lastAccepted().generation()).isEqualTo(1);
      assertThat(status.lastAccepted().spec().at("/route/0/labels/version").asText())
          .isEqualTo("v1");
      assertThat(status.live()).isEqualTo("1/1");
      proxy.expectNothing();
      await()
          .atMost(Cluster.PATIENCE)
          .untilAsserted(() -> assertThat(meshStatus("namespace").rules()).isEqualTo("0/1"));
      assertThat(events()).contains("Rejected");
    }
  }

  @Test
  void restartedOperatorKeepsTheLastGoodRuleAndWritesNoStatus() {
    // Given
    cluster.apply(namespace, GOOD);
    awaitReady("NotUsed");
    bypassWebhook();
    cluster.apply(namespace, BAD);
    awaitReady("Rejected");
    await().atMost(Cluster.PATIENCE).until(() -> meshStatus("namespace").rules().equals("0/1"));
    awaitQuiet();
    RouteRule before = rule();
    ApiWrites writes = ApiWrites.now(client);

    // When
    operator.restart();

    // Then
    await().atMost(Cluster.PATIENCE).until(() -> operator.reconciliations("RouteRule") > 0);
    awaitQuiet();
    assertThat(ApiWrites.now(client).since(writes))
        .allSatisfy((what, _) -> assertThat(what).isEqualTo("APPLY customresourcedefinitions/"));
    assertThat(rule()).isEqualTo(before);
  }

  @Test
  void deletedRuleAndWorkloadTakeTheirMeshStatusWithThem() {
    // Given
    cluster.apply(namespace, GOOD);
    await().atMost(Cluster.PATIENCE).until(() -> findMeshStatus("namespace").isPresent());

    // When
    client.resources(RouteRule.class).inNamespace(namespace).withName("reviews").delete();
    client
        .genericKubernetesResources("lateen.dev/v1alpha1", "Workload")
        .inNamespace(namespace)
        .withName("reviews-v1")
        .delete();

    // Then
    await().atMost(Cluster.PATIENCE).until(() -> findMeshStatus("namespace").isEmpty());
    assertThat(findMeshStatus("mesh")).isPresent();
  }

  private AdsClient proxy() {
    return new AdsClient(
        operator.discoveryPort(),
        "sidecar~127.0.0.1~reviews-v1.%1$s~%1$s.svc.cluster.local".formatted(namespace));
  }

  /**
   * The API server no longer asks about this namespace; the operator leaves foreign fields alone.
   */
  private void bypassWebhook() {
    LabelSelector others =
        new LabelSelectorBuilder()
            .addNewMatchExpression()
            .withKey("kubernetes.io/metadata.name")
            .withOperator("NotIn")
            .withValues(namespace)
            .endMatchExpression()
            .build();
    client
        .resources(ValidatingWebhookConfiguration.class)
        .withName("lateen-validation")
        .edit(
            configuration -> {
              configuration.getWebhooks().getFirst().setNamespaceSelector(others);
              return configuration;
            });
    await().atMost(Cluster.PATIENCE).until(this::badRuleWouldPass);
  }

  private boolean badRuleWouldPass() {
    try {
      client
          .resource(client.getKubernetesSerialization().unmarshal(BAD, RouteRule.class))
          .inNamespace(namespace)
          .dryRun()
          .patch();
      return true;
    } catch (KubernetesClientException _) {
      return false;
    }
  }

  private void awaitReady(String reason) {
    await()
        .atMost(Cluster.PATIENCE)
        .until(
            () -> rule().getStatus() != null && condition(Condition.READY).reason().equals(reason));
  }

  private void awaitQuiet() {
    await()
        .atMost(Cluster.PATIENCE)
        .during(Duration.ofSeconds(2))
        .until(() -> ApiWrites.now(client), new Unchanged<>());
  }

  private RouteRule rule() {
    return client.resources(RouteRule.class).inNamespace(namespace).withName("reviews").require();
  }

  private Condition condition(String type) {
    return rule().getStatus().conditions().stream()
        .filter(condition -> condition.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private Optional<MeshStatus> findMeshStatus(String name) {
    return Optional.ofNullable(
        client.resources(MeshStatus.class).inNamespace(namespace).withName(name).get());
  }

  private MeshStatusStatus meshStatus(String name) {
    return findMeshStatus(name).map(MeshStatus::getStatus).orElseThrow(AssertionError::new);
  }

  private List<String> events() {
    return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
        .map(Event::getReason)
        .toList();
  }
}
