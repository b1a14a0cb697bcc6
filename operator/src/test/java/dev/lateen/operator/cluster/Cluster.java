package dev.lateen.operator.cluster;

import static org.awaitility.Awaitility.await;

import dev.lateen.crds.v1alpha1.Condition;
import dev.lateen.crds.v1alpha1.MeshStatus;
import dev.lateen.crds.v1alpha1.RouteRule;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.Workload;
import dev.lateen.operator.platform.kubernetes.ClientKeyAlgorithm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The cluster under test; removes at the end what the tests made. */
final class Cluster implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private final KubernetesClient client;
  private final List<String> namespaces = new ArrayList<>();

  private Cluster(KubernetesClient client) {
    this.client = client;
  }

  static Cluster connect() {
    Config config = Config.autoConfigure(null);
    new ClientKeyAlgorithm().customize(config);
    Cluster cluster = new Cluster(new KubernetesClientBuilder().withConfig(config).build());
    cluster.refuseForeignMesh();
    return cluster;
  }

  /** A cluster has one mesh, so that another's would be the one in force. */
  private void refuseForeignMesh() {
    boolean known =
        client
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("servicemeshes.lateen.dev")
                .get()
            != null;
    List<ServiceMesh> meshes =
        known ? client.resources(ServiceMesh.class).inAnyNamespace().list().getItems() : List.of();
    if (!meshes.isEmpty()) {
      throw new IllegalStateException(
          "the cluster has the ServiceMesh %s/%s: these tests need one without"
              .formatted(
                  meshes.getFirst().getMetadata().getNamespace(),
                  meshes.getFirst().getMetadata().getName()));
    }
  }

  KubernetesClient client() {
    return client;
  }

  /**
   * A new namespace, removed when all tests have ended. Waits for those that are going: what a
   * cluster deletes with them would be counted in the test ({@link ApiWrites}).
   */
  String namespace(String prefix) {
    await().atMost(PATIENCE.multipliedBy(4)).until(this::noNamespaceIsGoing);
    String name = prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    namespaces.add(name);
    return name;
  }

  private boolean noNamespaceIsGoing() {
    return client.namespaces().list().getItems().stream()
        .noneMatch(namespace -> namespace.getMetadata().getDeletionTimestamp() != null);
  }

  /** Applies a document in YAML, with a namespace of its own or the one given. */
  HasMetadata apply(String namespace, String yaml) {
    return client
        .resource(client.getKubernetesSerialization().<HasMetadata>unmarshal(yaml))
        .inNamespace(namespace)
        .forceConflicts()
        .serverSideApply();
  }

  /** Applies a ServiceMesh and waits until it is Ready. */
  ServiceMesh install(String namespace, String spec) {
    apply(
        namespace,
        """
        apiVersion: lateen.dev/v1alpha1
        kind: ServiceMesh
        metadata: {name: lateen}
        spec: %s
        """
            .formatted(spec));
    return awaitMesh(namespace, "True", "Installed");
  }

  ServiceMesh awaitMesh(String namespace, String status, String reason) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> mesh(namespace),
            mesh ->
                ready(mesh)
                    .filter(
                        condition ->
                            condition
                                .observedGeneration()
                                .equals(mesh.getMetadata().getGeneration()))
                    .map(condition -> condition.status() + condition.reason())
                    .equals(Optional.of(status + reason)));
  }

  ServiceMesh mesh(String namespace) {
    return client.resources(ServiceMesh.class).inNamespace(namespace).withName("lateen").get();
  }

  static Optional<Condition> ready(ServiceMesh mesh) {
    return condition(mesh, Condition.READY);
  }

  static Optional<Condition> condition(ServiceMesh mesh, String type) {
    return Optional.ofNullable(mesh.getStatus()).stream()
        .flatMap(status -> status.conditions().stream())
        .filter(condition -> condition.type().equals(type))
        .findFirst();
  }

  /** Waits until an operator rests: two seconds pass without a reconciliation or a write. */
  void awaitQuiet(OperatorProcess operator) {
    await()
        .atMost(PATIENCE)
        .during(Duration.ofSeconds(2))
        .until(
            () -> operator.reconciliations("ServiceMesh") + " " + ApiWrites.now(client),
            new Unchanged<>());
  }

  /** Deletes the ServiceMesh of a namespace and waits until it is gone. */
  void uninstall(String namespace) {
    client.resources(ServiceMesh.class).inNamespace(namespace).withName("lateen").delete();
    await().atMost(PATIENCE).until(() -> mesh(namespace) == null);
  }

  /**
   * Uninstalls, and removes services, workloads and rules. The namespace itself goes at the end:
   * what a cluster does about one that goes would be counted in the next test.
   */
  void empty(String namespace) {
    client.services().inNamespace(namespace).delete();
    client.resources(RouteRule.class).inNamespace(namespace).delete();
    client.resources(Workload.class).inNamespace(namespace).delete();
    uninstall(namespace);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                client
                    .resources(MeshStatus.class)
                    .inNamespace(namespace)
                    .list()
                    .getItems()
                    .isEmpty());
  }

  RouteRule rule(String namespace, String name) {
    return client.resources(RouteRule.class).inNamespace(namespace).withName(name).require();
  }

  /** How live a RouteRule is, as it stands. */
  String live(String namespace, String name) {
    RouteRule rule = rule(namespace, name);
    return Optional.ofNullable(rule.getStatus())
        .filter(status -> status.observedGeneration().equals(rule.getMetadata().getGeneration()))
        .map(status -> status.live())
        .orElse("unknown");
  }

  /** Changes nothing that anybody looks at, so that the object is looked at again. */
  void touch(HasMetadata object) {
    client
        .resource(object)
        .edit(
            current -> {
              current.setMetadata(
                  new ObjectMetaBuilder(current.getMetadata())
                      .addToAnnotations(Map.of("test.lateen.dev/touched", "true"))
                      .build());
              return current;
            });
  }

  @Override
  public void close() {
    namespaces.forEach(
        name -> client.resources(ServiceMesh.class).inNamespace(name).withName("lateen").delete());
    namespaces.forEach(name -> client.namespaces().withName(name).delete());
    client.close();
  }
}
