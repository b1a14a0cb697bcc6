package dev.lateen.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * An operator of another revision beside the main one, and a namespace that goes there and back.
 */
@ClusterTest
class RevisionsIT {
  private final Cluster cluster;
  private final OperatorProcess main;
  private String mesh;
  private String namespace;

  RevisionsIT(Cluster cluster, OperatorProcess main) {
    this.cluster = cluster;
    this.main = main;
  }

  @BeforeEach
  void makeRoom() {
    mesh = cluster.namespace("revisions");
    namespace = cluster.namespace("moving");
    await()
        .atMost(Cluster.PATIENCE)
        .until(
            () ->
                cluster.client().serviceAccounts().inNamespace(namespace).withName("default").get()
                    != null);
  }

  @AfterEach
  void leave() {
    cluster.empty(mesh);
    cluster.empty(namespace);
  }

  @DisplayName(
      "TS-18 a namespace gets sidecars and discovery from the operator of the revision that it asks for, and goes back")
  @Test
  void namespaceMovesToAnotherRevisionAndBack() {
    // Given
    cluster.install(mesh, "{gateways: {ingress: {enabled: false}}}");
    try (OperatorProcess next = OperatorProcess.start(Map.of(), "-Dlateen.revision=v2")) {
      // When
      serveWebhooks(next);
      awaitWebhooks("revision", "v2.revision", "namespace");
      ask("v2");
      Pod moved = pod("moved");

      // Then
      assertThat(authority(moved)).isEqualTo("lateen-discovery-v2." + mesh + ".svc:15012");
      assertThat(status(moved)).contains("\"revision\":\"v2\"");

      // When
      proxiesOf(next);

      // Then
      assertThat(next.reconciliations("ServiceMesh")).isZero();

      // When
      ask("default");
      Pod back = pod("back");

      // Then
      assertThat(authority(back)).isEqualTo("lateen-discovery." + mesh + ".svc:15012");
      assertThat(status(back)).contains("\"revision\":\"default\"");

      // When
      cluster.client().services().inNamespace(mesh).withName("lateen-webhook-v2").delete();

      // Then
      awaitWebhooks("revision", "namespace");
    }
  }

  /** The main operator hears of proxies of both. */
  private void proxiesOf(OperatorProcess next) {
    cluster.apply(
        namespace,
        """
        apiVersion: v1
        kind: Service
        metadata: {name: reviews}
        spec: {selector: {app: reviews}, ports: [{name: http, port: 9080}]}
        """);
    cluster.apply(
        namespace,
        """
        apiVersion: lateen.dev/v1alpha1
        kind: RouteRule
        metadata: {name: reviews}
        spec: {destination: {name: reviews}, route: [{labels: {version: v1}}]}
        """);
    SidecarProcess.workload(cluster, namespace, "reviews-1", OperatorProcess.freePorts(3));
    SidecarProcess.workload(cluster, namespace, "reviews-2", OperatorProcess.freePorts(3));
    try (SidecarProcess one = SidecarProcess.start(namespace, "reviews-1", main.discoveryPort());
        SidecarProcess two = SidecarProcess.start(namespace, "reviews-2", next.discoveryPort())) {
      await()
          .atMost(Cluster.PATIENCE)
          .untilAsserted(() -> assertThat(cluster.live(namespace, "reviews")).isEqualTo("2/2"));
      assertThat(List.of(one, two)).allMatch(sidecar -> sidecar.process().isAlive());
    }
  }

  /**
   * As {@code lateen install --revision} makes it, but for an operator that runs on this machine.
   */
  private void serveWebhooks(OperatorProcess next) {
    cluster.apply(
        mesh,
        """
        apiVersion: v1
        kind: Service
        metadata:
          name: lateen-webhook-v2
          labels:
            app.kubernetes.io/name: lateen-webhook
            app.kubernetes.io/part-of: lateen
            lateen.dev/rev: v2
        spec:
          type: ExternalName
          externalName: localhost
          ports: [{name: https, port: %d}]
        """
            .formatted(next.webhookPort()));
  }

  private void awaitWebhooks(String... names) {
    await()
        .atMost(Cluster.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(webhooks().stream().map(MutatingWebhook::getName))
                    .containsExactly(
                        List.of(names).stream()
                            .map(name -> name + ".injection.lateen.dev")
                            .toArray(String[]::new)));
  }

  private List<MutatingWebhook> webhooks() {
    return Optional.ofNullable(
            cluster
                .client()
                .resources(MutatingWebhookConfiguration.class)
                .withName("lateen-injection")
                .get())
        .map(MutatingWebhookConfiguration::getWebhooks)
        .orElse(List.of());
  }

  private void ask(String revision) {
    cluster
        .client()
        .namespaces()
        .withName(namespace)
        .edit(
            found -> {
              found.getMetadata().getLabels().put("lateen.dev/rev", revision);
              return found;
            });
  }

  private Pod pod(String name) {
    return (Pod)
        cluster.apply(
            namespace,
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: %s}
            spec:
              automountServiceAccountToken: false
              containers: [{name: web, image: "localhost/none:1"}]
            """
                .formatted(name));
  }

  private static String authority(Pod pod) {
    return pod.getSpec().getInitContainers().getLast().getEnv().stream()
        .filter(variable -> variable.getName().equals("LATEEN_CA_ADDRESS"))
        .map(EnvVar::getValue)
        .findFirst()
        .orElse("");
  }

  private static String status(Pod pod) {
    return pod.getMetadata().getAnnotations().getOrDefault("sidecar.lateen.dev/status", "");
  }
}
