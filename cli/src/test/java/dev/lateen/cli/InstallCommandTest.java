package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.crds.Document;
import dev.lateen.crds.ResourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InstallCommandTest {
  private static final Path ONE_FILE = Path.of("../install/lateen.yaml");
  private static final Path GATEWAYS = Path.of("../install/gateway-api.yaml");
  private static final Path INGRESS_TLS = Path.of("../install/ingress-tls.yaml");
  private static final Path CNI = Path.of("../install/cni.yaml");
  private static final Set<String> OF_THE_CLUSTER =
      Set.of("Namespace", "ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition");

  /** The file that {@code kubectl apply -f} takes. */
  @Test
  void printsTheCheckedInFile() throws IOException {
    // When
    var result = new Terminal(Path.of("")).run("install", "--print");
    if (Boolean.getBoolean("lateen.golden.update")) {
      Files.writeString(ONE_FILE, result.out());
    }

    // Then
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(ONE_FILE)
        .as("run with -Dlateen.golden.update=true to rewrite it")
        .hasContent(result.out());
  }

  @Test
  void imageOfTheOperatorCanBeNamed() {
    // When
    var result =
        new Terminal(Path.of("")).run("install", "--print", "--image", "example.com/operator:2");

    // Then
    assertThat(result.out()).contains("image: example.com/operator:2");
  }

  @Test
  void noRuleHasAWildcard() {
    assertThat(rules())
        .isNotEmpty()
        .allSatisfy(
            rule ->
                assertThat(
                        Stream.of("apiGroups", "resources", "verbs", "resourceNames")
                            .flatMap(part -> rule.path(part).valueStream())
                            .map(JsonNode::asText))
                    .isNotEmpty()
                    .noneMatch(word -> word.contains("*")));
  }

  @Test
  void outsideOfItsNamespaceTheOperatorReadsNoSecretAndGivesNoRights() {
    // Given
    Set<String> bound =
        documents().stream()
            .filter(document -> document.path("kind").asText().equals("ClusterRoleBinding"))
            .map(binding -> binding.at("/roleRef/name").asText())
            .collect(Collectors.toSet());

    // Then
    assertThat(bound).containsExactly("lateen-operator");
    assertThat(rulesOf("ClusterRole", bound::contains))
        .flatExtracting(rule -> rule.path("resources").valueStream().map(JsonNode::asText).toList())
        .isNotEmpty()
        .doesNotContain("secrets", "roles", "rolebindings", "clusterroles", "deployments");
  }

  @Test
  void roleForSecretsOfServiceAccountsIsBoundToNobody() {
    // When
    List<JsonNode> rules = rulesOf("ClusterRole", "lateen-identity-secrets"::equals).toList();

    // Then
    assertThat(rules)
        .flatExtracting(rule -> rule.path("resources").valueStream().map(JsonNode::asText).toList())
        .containsExactly("secrets", "serviceaccounts");
    assertThat(documents().stream().map(document -> document.at("/roleRef/name").asText()))
        .doesNotContain("lateen-identity-secrets");
  }

  @Test
  void rightsForGatewaysHaveNoWildcardAndGiveNoRights() throws IOException {
    // When
    List<JsonNode> rules = rulesOf(GATEWAYS);

    // Then
    assertThat(resources(rules))
        .containsExactlyInAnyOrder(
            "secrets", "configmaps", "services", "serviceaccounts", "deployments");
    assertThat(verbs(rules)).doesNotContain("*", "bind", "escalate", "impersonate");
  }

  @Test
  void rightsForCertificatesOfIngressesReadSecretsAndNothingElse() throws IOException {
    // When
    List<JsonNode> rules = rulesOf(INGRESS_TLS);

    // Then
    assertThat(resources(rules)).containsExactly("secrets");
    assertThat(verbs(rules)).containsExactly("list", "watch");
  }

  @Test
  void rightsForThePluginOfNodesReadPodsAndItsOwnDaemonSet() throws IOException {
    // When
    List<JsonNode> rules = rulesOf(CNI);

    // Then
    assertThat(resources(rules)).containsExactly("pods", "daemonsets");
    assertThat(verbs(rules)).containsOnly("get");
    assertThat(texts(rules, "resourceNames")).containsExactly("lateen-cni");
  }

  private static List<JsonNode> rulesOf(Path file) throws IOException {
    return ResourceReader.read(file.toString(), Files.readString(file)).stream()
        .map(Document::raw)
        .flatMap(document -> document.path("rules").valueStream())
        .toList();
  }

  private static List<String> resources(List<JsonNode> rules) {
    return texts(rules, "resources");
  }

  private static List<String> verbs(List<JsonNode> rules) {
    return texts(rules, "verbs");
  }

  private static List<String> texts(List<JsonNode> rules, String field) {
    return rules.stream()
        .flatMap(rule -> rule.path(field).valueStream())
        .map(JsonNode::asText)
        .toList();
  }

  @Test
  void containerRunsUnderTheRestrictedStandard() {
    // Given
    JsonNode deployment =
        documents().stream()
            .filter(document -> document.path("kind").asText().equals("Deployment"))
            .findFirst()
            .orElseThrow();
    JsonNode pod = deployment.at("/spec/template/spec");
    JsonNode container = pod.at("/containers/0");

    // Then
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container.at("/securityContext/capabilities/drop/0").asText()).isEqualTo("ALL");
    assertThat(List.of("startupProbe", "livenessProbe", "readinessProbe", "resources"))
        .allSatisfy(part -> assertThat(container.has(part)).as(part).isTrue());
  }

  @Test
  void everyDocumentOfANamespaceNamesTheSame() {
    assertThat(documents())
        .filteredOn(document -> !OF_THE_CLUSTER.contains(document.path("kind").asText()))
        .isNotEmpty()
        .allSatisfy(
            document ->
                assertThat(document.at("/metadata/namespace").asText()).isEqualTo("lateen-system"));
  }

  @Test
  void meshDirectoryIsNoPlaceToInstall() {
    // When
    var result = new Terminal(Path.of("")).run("install", "--mesh-dir", ".");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("install is for a cluster: ");
  }

  private static List<JsonNode> documents() {
    return Manifests.all(Optional.empty());
  }

  private static List<JsonNode> rules() {
    return Stream.concat(rulesOf("Role", _ -> true), rulesOf("ClusterRole", _ -> true)).toList();
  }

  private static Stream<JsonNode> rulesOf(String kind, Predicate<String> name) {
    return documents().stream()
        .filter(document -> document.path("kind").asText().equals(kind))
        .filter(document -> name.test(document.at("/metadata/name").asText()))
        .flatMap(document -> document.path("rules").valueStream());
  }
}
