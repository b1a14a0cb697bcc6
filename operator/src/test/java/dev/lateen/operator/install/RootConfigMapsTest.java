package dev.lateen.operator.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lateen.operator.identity.TrustBundle;
import dev.lateen.operator.identity.TrustBundles;
import dev.lateen.operator.platform.MeshResources;
import dev.lateen.operator.platform.Resources;
import dev.lateen.operator.platform.model.ServiceRegistry;
import dev.lateen.operator.replica.Leadership;
import dev.lateen.operator.rules.RuleBook;
import dev.lateen.operator.status.CurrentMesh;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class RootConfigMapsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int GONE = 410;
  private static final String MESH =
      """
      apiVersion: lateen.dev/v1alpha1
      kind: ServiceMesh
      metadata: {name: mesh, namespace: lateen-system, generation: 1}
      spec: {}
      """;

  KubernetesMockServer server;
  KubernetesClient client;

  private final TrustBundles bundles = new TrustBundles();
  private final CurrentMesh mesh = new CurrentMesh();
  private final Set<String> published = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();
  private RootConfigMaps roots;

  @BeforeEach
  void trustARoot() {
    roots = new RootConfigMaps(() -> client, bundles, mesh, new Leadership(true));
    bundles.set(new TrustBundle("cluster.local", List.of("ROOT"), List.of()));
  }

  @AfterEach
  void stop() {
    roots.stop();
  }

  @Test
  void namespaceThatRefusesStopsNoOther() {
    // Given
    List.of("a", "b", "c").forEach(this::selectedNamespace);
    answer("a", FORBIDDEN, refused::incrementAndGet);
    List.of("b", "c").forEach(this::takeRoots);
    install(MESH);

    // When
    roots.start();

    // Then
    await().atMost(PATIENCE).until(() -> published.containsAll(List.of("b", "c")));
    await().atMost(PATIENCE).until(() -> refused.get() > 1);
  }

  @Test
  void onlyWhatTheOperatorMadeIsDeleted() {
    // Given
    keep("ours", MeshObjects.labels("lateen-root"));
    keep("theirs", Map.of());
    install("");

    // When
    roots.start();

    // Then
    await().atMost(PATIENCE).until(() -> !isThere("ours"));
    assertThat(isThere("theirs")).isTrue();
  }

  @Test
  void watchThatFailsIsTriedAgain() {
    // Given
    selectedNamespace("a");
    takeRoots("a");
    server
        .expect()
        .get()
        .withPath("/api/v1/namespaces?resourceVersion=0")
        .andReturn(GONE, "too old")
        .once();
    install(MESH);

    // When
    roots.start();

    // Then
    await().atMost(PATIENCE).until(() -> published.contains("a"));
  }

  private void install(String documents) {
    MeshResources resources = Resources.rules(ServiceRegistry.empty(), documents);
    mesh.set(new CurrentMesh.View(resources, new RuleBook().decide(resources)));
  }

  private void selectedNamespace(String name) {
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("lateen.dev/injection", "enabled")
                .endMetadata()
                .build())
        .create();
  }

  private void keep(String namespace, Map<String, String> labels) {
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("lateen-root")
                .withNamespace(namespace)
                .withLabels(labels)
                .endMetadata()
                .addToData("root-cert.pem", "OLD")
                .build())
        .create();
  }

  private boolean isThere(String namespace) {
    return client.configMaps().inNamespace(namespace).withName("lateen-root").get() != null;
  }

  private void takeRoots(String namespace) {
    answer(namespace, OK, () -> published.add(namespace));
  }

  /** The server of the test knows no server-side apply. */
  private void answer(String namespace, int status, Runnable asked) {
    server
        .expect()
        .patch()
        .withPath(
            "/api/v1/namespaces/%s/configmaps/lateen-root?fieldManager=lateen-operator&force=true"
                .formatted(namespace))
        .andReply(
            status,
            _ -> {
              asked.run();
              return new ConfigMap();
            })
        .always();
  }
}
