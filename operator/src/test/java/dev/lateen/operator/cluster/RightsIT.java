package dev.lateen.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lateen.crds.v1alpha1.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator with the rights that the installation gives it, and no others. */
@ClusterTest
class RightsIT {
  private static final Path INSTALLATION = Path.of("../install/lateen.yaml");
  private static final String NAMESPACE = "lateen-system";
  private static final String ACCOUNT = "lateen-operator";

  @TempDir private Path folder;

  private final Cluster cluster;
  private final KubernetesClient client;
  private final OperatorProcess almighty;
  private List<HasMetadata> installed;

  RightsIT(Cluster cluster, OperatorProcess operator) {
    this.cluster = cluster;
    this.client = cluster.client();
    this.almighty = operator;
  }

  /** Everything but the Deployment: the operator of this test runs outside of the cluster. */
  @BeforeEach
  void applyTheInstallation() throws IOException {
    almighty.kill();
    installed =
        client.load(Files.newInputStream(INSTALLATION)).items().stream()
            .filter(object -> !object.getKind().equals("Deployment"))
            .filter(object -> !object.getKind().equals("CustomResourceDefinition"))
            .toList();
    installed.forEach(object -> client.resource(object).forceConflicts().serverSideApply());
  }

  @AfterEach
  void removeTheInstallation() {
    cluster.uninstall(NAMESPACE);
    installed.reversed().forEach(object -> client.resource(object).delete());
    await()
        .atMost(Cluster.PATIENCE)
        .until(() -> client.namespaces().withName(NAMESPACE).get() == null);
    almighty.launch();
  }

  @Test
  void whatTheInstallationGrantsIsEnough() throws IOException {
    // Given
    String injected = cluster.namespace("rights");
    client
        .namespaces()
        .withName(injected)
        .edit(
            found ->
                new NamespaceBuilder(found)
                    .editMetadata()
                    .addToLabels("lateen.dev/injection", "enabled")
                    .endMetadata()
                    .build());

    try (OperatorProcess operator =
        OperatorProcess.start(
            Map.of("KUBECONFIG", kubeconfig().toString()),
            "-Dlateen.crds.apply=false",
            "-Dquarkus.operator-sdk.controllers.servicemesh.namespaces=" + NAMESPACE)) {
      // When
      cluster.install(
          NAMESPACE,
          "{sidecar: {capture: {method: CNI}}, gateways: {egress: {enabled: true, autoscaling: {maxReplicas: 2}}}}");
      await()
          .atMost(Cluster.PATIENCE)
          .until(
              () ->
                  client.configMaps().inNamespace(injected).withName("lateen-root").get() != null);
      Pod pod =
          (Pod)
              cluster.apply(
                  injected,
                  """
                  apiVersion: v1
                  kind: Pod
                  metadata: {name: web}
                  spec: {automountServiceAccountToken: false, containers: [{name: web, image: none}]}
                  """);

      // Then
      assertThat(pod.getSpec().getInitContainers()).hasSize(2);
      assertThat(webhooks()).hasSize(2);
      await().atMost(Cluster.PATIENCE).until(() -> plugin() != null);

      // When: an operator that did not make anything of it itself
      operator.restart();
      await()
          .atMost(Cluster.PATIENCE)
          .during(Duration.ofSeconds(2))
          .until(() -> ApiWrites.now(client), new Unchanged<>());
      cluster.uninstall(NAMESPACE);

      // Then
      await()
          .atMost(Cluster.PATIENCE)
          .until(
              () ->
                  client.configMaps().inNamespace(injected).withName("lateen-root").get() == null);
      assertThat(webhooks()).isEmpty();
      await().atMost(Cluster.PATIENCE).until(() -> plugin() == null);
      assertThat(Files.readString(operator.log().toPath())).doesNotContainIgnoringCase("forbidden");
    }
  }

  @Test
  void secretsOfServiceAccountsTakeARoleThatTheirNamespaceBinds() throws IOException {
    // Given
    String legacy = cluster.namespace("legacy");
    cluster.apply(
        legacy,
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: reviews}
        """);

    try (OperatorProcess operator =
        OperatorProcess.start(
            Map.of("KUBECONFIG", kubeconfig().toString()),
            "-Dlateen.crds.apply=false",
            "-Dquarkus.operator-sdk.controllers.servicemesh.namespaces=" + NAMESPACE)) {
      // When
      cluster.install(NAMESPACE, "{identity: {secrets: [%s]}}".formatted(legacy));

      // Then
      assertThat(awaitSecrets("NotAllowed").message())
          .contains("kubectl create rolebinding", "-n " + legacy);

      // When: what that command does
      cluster.apply(
          legacy,
          """
          apiVersion: rbac.authorization.k8s.io/v1
          kind: RoleBinding
          metadata: {name: lateen-identity-secrets}
          roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: lateen-identity-secrets}
          subjects: [{kind: ServiceAccount, name: lateen-operator, namespace: lateen-system}]
          """);

      // Then
      assertThat(awaitSecrets("Kept").status()).isEqualTo("True");
      assertThat(client.secrets().inNamespace(legacy).withName("lateen.reviews").get()).isNotNull();
      assertThat(Files.readString(operator.log().toPath()))
          .contains("proof=secret")
          .doesNotContain("PRIVATE KEY");

      // When
      cluster.install(NAMESPACE, "{}");

      // Then
      await()
          .atMost(Cluster.PATIENCE)
          .until(
              () ->
                  client.secrets().inNamespace(legacy).withName("lateen.reviews").get() == null
                      && Cluster.condition(cluster.mesh(NAMESPACE), Condition.SECRETS_READY)
                          .isEmpty());
      cluster.uninstall(NAMESPACE);
    }
  }

  private Condition awaitSecrets(String reason) {
    return await()
        .atMost(Cluster.PATIENCE)
        .until(
            () -> Cluster.condition(cluster.mesh(NAMESPACE), Condition.SECRETS_READY),
            found -> found.filter(condition -> condition.reason().equals(reason)).isPresent())
        .orElseThrow();
  }

  private DaemonSet plugin() {
    return client.apps().daemonSets().inNamespace(NAMESPACE).withName("lateen-cni").get();
  }

  private List<String> webhooks() {
    var registrations = client.admissionRegistration().v1();
    return Stream.concat(
            registrations.validatingWebhookConfigurations().list().getItems().stream(),
            registrations.mutatingWebhookConfigurations().list().getItems().stream())
        .map(configuration -> configuration.getMetadata().getName())
        .filter(name -> name.startsWith("lateen-"))
        .toList();
  }

  private Path kubeconfig() throws IOException {
    TokenRequest request =
        client
            .serviceAccounts()
            .inNamespace(NAMESPACE)
            .withName(ACCOUNT)
            .tokenRequest(
                new TokenRequestBuilder()
                    .withNewSpec()
                    .withExpirationSeconds(3_600L)
                    .endSpec()
                    .build());
    var config = client.getConfiguration();
    Path file = folder.resolve("kubeconfig");
    Files.writeString(
        file,
        Serialization.asYaml(
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Config",
                "current-context",
                "operator",
                "clusters",
                List.of(Map.of("name", "operator", "cluster", server(config))),
                "users",
                List.of(
                    Map.of(
                        "name",
                        "operator",
                        "user",
                        Map.of("token", request.getStatus().getToken()))),
                "contexts",
                List.of(
                    Map.of(
                        "name",
                        "operator",
                        "context",
                        Map.of(
                            "cluster", "operator",
                            "user", "operator",
                            "namespace", NAMESPACE))))));
    return file;
  }

  private static Map<String, String> server(io.fabric8.kubernetes.client.Config config) {
    return config.getCaCertFile() == null
        ? Map.of(
            "server", config.getMasterUrl(), "certificate-authority-data", config.getCaCertData())
        : Map.of("server", config.getMasterUrl(), "certificate-authority", config.getCaCertFile());
  }
}
