package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.cli.target.Metadata;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionManifestsTest {
  private final List<JsonNode> own =
      new RevisionManifests("v2").own(Optional.of("example.com/operator:2")).toList();

  @Test
  void hasAnOperatorAndServicesOfItsOwn() {
    assertThat(own.stream().map(Metadata::label))
        .containsExactly(
            "service/lateen-discovery-v2",
            "service/lateen-webhook-v2",
            "deployment.apps/lateen-operator-v2",
            "poddisruptionbudget.policy/lateen-operator-v2",
            "networkpolicy.networking.k8s.io/lateen-operator-v2");
    assertThat(own)
        .allSatisfy(
            document ->
                assertThat(document.at("/metadata/labels/lateen.dev~1rev").asText())
                    .isEqualTo("v2"));
  }

  @Test
  void podsAreNotThoseOfTheMainOperator() {
    // Given
    JsonNode deployment = own.get(2);
    String labels = "/spec/template/metadata/labels";
    String name = "/app.kubernetes.io~1name";

    // Then
    assertThat(deployment.at(labels + name).asText()).isEqualTo("lateen-operator-v2");
    assertThat(deployment.at("/spec/selector/matchLabels" + name).asText())
        .isEqualTo("lateen-operator-v2");
    assertThat(Stream.of(own.get(0), own.get(1)))
        .allSatisfy(
            service ->
                assertThat(service.at("/spec/selector" + name).asText())
                    .isEqualTo("lateen-operator-v2"));
    assertThat(own.get(3).at("/spec/selector/matchLabels" + name).asText())
        .isEqualTo("lateen-operator-v2");
  }

  @Test
  void operatorKnowsItsRevisionAndHasTheAccountOfTheMainOne() {
    // Given
    JsonNode pod = own.get(2).at("/spec/template/spec");

    // Then
    assertThat(pod.path("serviceAccountName").asText()).isEqualTo("lateen-operator");
    assertThat(pod.at("/containers/0/image").asText()).isEqualTo("example.com/operator:2");
    assertThat(variable(pod, "LATEEN_REVISION")).isEqualTo("v2");
    assertThat(variable(pod, "LATEEN_IDENTITY_NAMES"))
        .startsWith("localhost,lateen-discovery-v2.$(");
  }

  @Test
  void definitionsAndRightsAreThoseOfTheMainOne() {
    // When
    List<String> all =
        new RevisionManifests("v2").all(Optional.empty()).stream().map(Metadata::label).toList();

    // Then
    assertThat(all)
        .contains(
            "serviceaccount/lateen-operator",
            "clusterrole.rbac.authorization.k8s.io/lateen-operator",
            "customresourcedefinition.apiextensions.k8s.io/routerules.lateen.dev")
        .doesNotContain("deployment.apps/lateen-operator");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "V2", "a.b", "-a", "default"})
  void nameThatIsNoneIsRefused(String name) {
    // When
    var result = new Terminal(Path.of("")).run("install", "--print", "--revision", name);

    // Then
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("\"" + name + "\" is ");
  }

  private static String variable(JsonNode pod, String name) {
    return pod.at("/containers/0/env")
        .valueStream()
        .filter(variable -> variable.path("name").asText().equals(name))
        .map(variable -> variable.path("value").asText())
        .findFirst()
        .orElse("");
  }
}
