package dev.lateen.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Against a real API server; where its nodes are hollow, pods get as far as Running. */
@ClusterTest
class InjectionIT {
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: %s, annotations: {%s}}
      spec:
        automountServiceAccountToken: false
        %s
        containers:
          - name: web
            image: "localhost/none:1"
            ports: [{containerPort: 8080}]
            readinessProbe: {httpGet: {path: /health, port: 8080}}
      """;

  private final Cluster cluster;
  private final KubernetesClient client;
  private final OperatorProcess operator;
  private String mesh;
  private String namespace;

  InjectionIT(Cluster cluster, OperatorProcess operator) {
    this.cluster = cluster;
    this.client = cluster.client();
    this.operator = operator;
  }

  @BeforeEach
  void installAndLabel() {
    mesh = cluster.namespace("injecting");
    namespace = cluster.namespace("injected");
    label(Map.of("lateen.dev/injection", "enabled"));
    awaitAccount(namespace);
  }

  @AfterEach
  void uninstall() {
    cluster.uninstall(mesh);
  }

  @DisplayName(
      "TM-181 TM-182 TM-183 TM-188 UA-07 UA-08 a pod of a labelled namespace gets a native sidecar that starts before it")
  @Test
  void podGetsASidecar() {
    // Given
    cluster.install(mesh, "{}");

    // When
    Pod pod = create(POD.formatted("web", "", ""));

    // Then
    assertThat(pod.getSpec().getInitContainers())
        .extracting(Container::getName)
        .containsExactly("lateen-init", "lateen-proxy");
    Container proxy = pod.getSpec().getInitContainers().getLast();
    assertThat(proxy.getRestartPolicy()).isEqualTo("Always");
    assertThat(proxy.getStartupProbe().getHttpGet().getPath()).isEqualTo("/healthz/ready");
    assertThat(proxy.getSecurityContext().getRunAsUser()).isEqualTo(1337);
    assertThat(pod.getSpec().getContainers().getFirst().getReadinessProbe().getHttpGet().getPath())
        .isEqualTo("/app-health/web/readyz");
    await()
        .atMost(Cluster.PATIENCE)
        .until(() -> found("web").getStatus().getPhase(), "Running"::equals);
    assertThat(operator.get("/q/metrics")).contains("lateen_injections_total{outcome=\"injected\"");
  }

  @DisplayName(
      "TM-186 TM-187 TM-190 pods that opt out, on their node's network, or of exempt namespaces stay as they are")
  @Test
  void otherPodsStayAsTheyAre() {
    // Given
    cluster.install(mesh, "{}");
    client
        .namespaces()
        .withName(mesh)
        .edit(
            found -> {
              found.getMetadata().getLabels().put("lateen.dev/injection", "enabled");
              return found;
            });
    awaitAccount(mesh);

    // When
    Pod onNode = create(POD.formatted("on-node", "", "hostNetwork: true"));
    Pod optedOut = create(POD.formatted("out", "sidecar.lateen.dev/inject: \"false\"", ""));
    Pod ofTheMesh = (Pod) cluster.apply(mesh, POD.formatted("of-the-mesh", "", ""));

    // Then
    assertThat(List.of(onNode, optedOut, ofTheMesh))
        .allSatisfy(pod -> assertThat(pod.getSpec().getInitContainers()).isEmpty());
  }

  @DisplayName("TM-185 a pod that says it was injected is left alone")
  @Test
  void podThatSaysItWasInjectedIsLeftAlone() {
    // Given
    cluster.install(mesh, "{}");

    // When
    Pod pod = create(POD.formatted("again", "sidecar.lateen.dev/status: \"{}\"", ""));

    // Then
    assertThat(pod.getSpec().getInitContainers()).isEmpty();
  }

  @Test
  void annotationThatIsWrongIsRefusedWithFieldValueAndFix() {
    // Given
    cluster.install(mesh, "{}");

    // Then
    assertThatThrownBy(() -> create(POD.formatted("wrong", "sidecar.lateen.dev/cpu: much", "")))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(
            "metadata.annotations[sidecar.lateen.dev/cpu]: \"much\": must be an amount of processors");
  }

  @DisplayName(
      "TM-183 the roots of the mesh are where pods are injected and where its gateways are, and nowhere else")
  @Test
  void rootsAreWhereTheyAreNeeded() {
    // Given
    cluster.install(mesh, "{}");

    // Then
    await().atMost(Cluster.PATIENCE).until(() -> roots(namespace).contains("BEGIN CERTIFICATE"));
    await().atMost(Cluster.PATIENCE).until(() -> roots(mesh).contains("BEGIN CERTIFICATE"));
    assertThat(roots("default")).isEmpty();

    // When
    label(Map.of("lateen.dev/injection", "disabled"));

    // Then
    await().atMost(Cluster.PATIENCE).until(() -> roots(namespace).isEmpty());

    // When
    label(Map.of("lateen.dev/rev", "default"));

    // Then
    await().atMost(Cluster.PATIENCE).until(() -> !roots(namespace).isEmpty());

    // When
    cluster.uninstall(mesh);

    // Then
    await()
        .atMost(Cluster.PATIENCE)
        .until(() -> roots(namespace).isEmpty() && roots(mesh).isEmpty());
  }

  @DisplayName(
      "TM-188 while there is no operator a pod is refused, or starts without a sidecar, as the mesh says")
  @Test
  void failurePolicyIsTheChoiceOfTheMesh() {
    // Given
    cluster.install(mesh, "{}");
    operator.kill();
    try {
      // Then
      assertThatThrownBy(() -> create(POD.formatted("closed", "", "")))
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("injection.lateen.dev");
      assertThat(cluster.apply(mesh, POD.formatted("of-the-mesh", "", ""))).isNotNull();
    } finally {
      operator.launch();
    }

    // Given
    cluster.install(mesh, "{sidecar: {injection: {failurePolicy: Ignore}}}");
    operator.kill();
    try {
      // Then
      assertThat(create(POD.formatted("open", "", "")).getSpec().getInitContainers()).isEmpty();
    } finally {
      operator.launch();
    }
  }

  @DisplayName("TM-189 a mesh that injects nothing has no webhook for pods")
  @Test
  void meshThatInjectsNothingHasNoWebhook() {
    // Given
    cluster.install(mesh, "{}");
    assertThat(webhooks()).isNotNull();

    // When
    cluster.install(mesh, "{sidecar: {injection: {policy: Never}}}");

    // Then
    await().atMost(Cluster.PATIENCE).until(() -> webhooks() == null);
  }

  private MutatingWebhookConfiguration webhooks() {
    return client.resources(MutatingWebhookConfiguration.class).withName("lateen-injection").get();
  }

  private Pod create(String yaml) {
    return (Pod) cluster.apply(namespace, yaml);
  }

  private Pod found(String name) {
    return client.pods().inNamespace(namespace).withName(name).require();
  }

  private String roots(String where) {
    var map = client.configMaps().inNamespace(where).withName("lateen-root").get();
    return map == null ? "" : map.getData().getOrDefault("root-cert.pem", "");
  }

  private void label(Map<String, String> labels) {
    client
        .namespaces()
        .withName(namespace)
        .edit(
            found -> {
              found
                  .getMetadata()
                  .getLabels()
                  .keySet()
                  .removeIf(key -> key.startsWith("lateen.dev/"));
              found.getMetadata().getLabels().putAll(labels);
              return found;
            });
  }

  /** Pods are refused until the namespace has its service account. */
  private void awaitAccount(String where) {
    await()
        .atMost(Cluster.PATIENCE)
        .until(() -> client.serviceAccounts().inNamespace(where).withName("default").get() != null);
  }
}
