package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lateen.cli.target.Targets;
import dev.lateen.crds.CustomResourceDefinitions;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs against a real API server. Needs {@code KUBECONFIG}. */
@Tag("cluster")
class KubernetesTargetIT {
  private static final Optional<String> KUBECONFIG =
      Optional.ofNullable(System.getenv("KUBECONFIG")).filter(path -> !path.isBlank());
  private static final String NAMESPACE =
      "lateen-cli-" + UUID.randomUUID().toString().substring(0, 8);
  private static final String RULE = MeshDirectoryFixture.ALL_TO_V1;

  private static KubernetesClient client;

  @TempDir private Path folder;

  @BeforeAll
  static void installDefinitions() {
    if (KUBECONFIG.isEmpty()) {
      return;
    }
    client = Targets.client(Path.of(KUBECONFIG.orElseThrow()));
    CustomResourceDefinitions.names().stream()
        .map(CustomResourceDefinitions::yaml)
        .map(yaml -> Serialization.unmarshal(yaml, CustomResourceDefinition.class))
        .map(client::resource)
        .forEach(
            definition -> {
              definition.createOr(NonDeletingOperation::update);
              definition.waitUntilCondition(
                  KubernetesTargetIT::isEstablished, 30, TimeUnit.SECONDS);
            });
    client
        .namespaces()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
  }

  private static boolean isEstablished(CustomResourceDefinition definition) {
    return Optional.ofNullable(definition)
        .map(CustomResourceDefinition::getStatus)
        .flatMap(status -> Optional.ofNullable(status.getConditions()))
        .stream()
        .flatMap(List::stream)
        .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  @AfterAll
  static void deleteNamespace() {
    if (client != null) {
      client.namespaces().withName(NAMESPACE).delete();
      client.close();
    }
  }

  @BeforeEach
  void skipWithoutCluster() {
    assumeTrue(KUBECONFIG.isPresent(), "KUBECONFIG does not name a cluster");
  }

  @Test
  void appliesShowsAndDeletesARule() {
    // When
    var created = run(RULE, "apply", "-f", "-");
    var unchanged = run(RULE, "apply", "-f", "-");
    var configured = run(RULE.replace("version: v1", "version: v2"), "apply", "-f", "-");
    var shown = run("", "get", "rr");
    var yaml = run("", "get", "rr", "reviews", "-o", "yaml");
    var deleted = run("", "delete", "rr", "reviews");
    var again = run("", "delete", "rr", "reviews");

    // Then
    assertThat(List.of(created.out(), unchanged.out(), configured.out()))
        .containsExactly(
            "routerule.lateen.dev/reviews created\n",
            "routerule.lateen.dev/reviews unchanged\n",
            "routerule.lateen.dev/reviews configured\n");
    assertThat(shown.out())
        .startsWith(
            "NAME      DESTINATION   PRECEDENCE   READY   REASON   LIVE   AGE\nreviews   reviews");
    assertThat(yaml.out())
        .contains("version: v2", "namespace: " + NAMESPACE)
        .doesNotContain("managedFields");
    assertThat(deleted.out()).isEqualTo("routerule.lateen.dev \"reviews\" deleted\n");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).isEqualTo("error: routerules.lateen.dev \"reviews\" not found\n");
  }

  @Test
  void appliesResourcesOfOtherGroups() {
    // Given
    var service =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: reviews}
        spec: {selector: {app: reviews}, ports: [{name: http, port: 9080}]}
        """;

    // When // Then
    assertThat(run(service, "apply", "-f", "-").out()).isEqualTo("service/reviews created\n");
    assertThat(run(service, "delete", "-f", "-").out()).isEqualTo("service \"reviews\" deleted\n");
  }

  @Test
  void passesOnWhyTheServerRefuses() {
    // When
    var result = run(RULE, "apply", "-n", "no-such-namespace", "-f", "-");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).isEqualTo("error: namespaces \"no-such-namespace\" not found\n");
  }

  @Test
  void refusesAFieldThatAForeignKindDoesNotHave() {
    // Given
    var service =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: misspelt}
        spec: {selektor: {app: reviews}, ports: [{name: http, port: 9080}]}
        """;

    // When
    var result = run(service, "apply", "-f", "-");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("selektor");
    assertThat(run("", "get", "svc", "misspelt").exitCode()).isEqualTo(1);
  }

  @Test
  void passesOnWhatTheServerWarnsOf() {
    // Given
    var endpoints =
        """
        apiVersion: v1
        kind: Endpoints
        metadata: {name: old}
        subsets: []
        """;

    // When
    var result = run(endpoints, "apply", "-f", "-");

    // Then
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).startsWith("Warning: v1 Endpoints is deprecated");
  }

  private Terminal.Result run(String input, String... arguments) {
    var all =
        Stream.concat(
            Stream.of("--kubeconfig", KUBECONFIG.orElseThrow(), "-n", NAMESPACE),
            Stream.of(arguments));
    var terminal = new Terminal(folder).typing(input);
    return terminal.run(all.toArray(String[]::new));
  }
}
