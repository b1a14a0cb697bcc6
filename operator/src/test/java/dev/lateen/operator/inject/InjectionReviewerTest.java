package dev.lateen.operator.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.injection.PodPatch;
import dev.lateen.operator.platform.MeshResources;
import dev.lateen.operator.rules.RuleBook;
import dev.lateen.operator.status.CurrentMesh;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InjectionReviewerTest {
  private static final Path CASES = Path.of("../injection/src/test/resources/cases");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final CurrentMesh mesh = new CurrentMesh();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final InjectionReviewer reviewer =
      new InjectionReviewer(
          mesh,
          new SidecarAddresses(Optional.empty(), Optional.empty(), true, "1.2.3", Optional.empty()),
          meters);

  static Stream<Path> cases() throws IOException {
    try (var folders = Files.list(CASES)) {
      return folders.sorted().toList().stream();
    }
  }

  @DisplayName("TM-188 the webhook makes of a pod what the command line makes of its document")
  @ParameterizedTest
  @MethodSource("cases")
  void podBecomesWhatTheCommandLineMakesOfIt(Path given) throws IOException {
    // Given
    mesh(given);
    List<JsonNode> input = pods(given.resolve("input.yaml"));
    List<JsonNode> output = pods(given.resolve("output.yaml"));
    boolean wrong = Files.readString(given.resolve("output.yaml")).contains("# error: ");
    assertThat(input).isNotEmpty();

    for (int i = 0; i < input.size(); i++) {
      // When
      JsonNode response = reviewer.review(request(input.get(i))).path("response");

      // Then
      assertThat(response.path("allowed").asBoolean()).isEqualTo(!wrong);
      assertThat(patched(input.get(i), response)).isEqualTo(output.get(i));
    }
  }

  private static JsonNode patched(JsonNode pod, JsonNode response) throws IOException {
    if (!response.has("patch")) {
      return pod;
    }
    assertThat(response.path("patchType").asText()).isEqualTo("JSONPatch");
    byte[] patch = Base64.getDecoder().decode(response.path("patch").asText());
    return PodPatch.apply(YAML.readTree(patch), pod);
  }

  private static AdmissionRequest request(JsonNode pod) {
    return new AdmissionRequest("u", pod.at("/metadata/namespace").asText("default"), pod);
  }

  private void mesh(Path given) throws IOException {
    ObjectNode document = YAML.createObjectNode();
    document.putObject("metadata").put("name", "lateen").put("namespace", "lateen-system");
    var spec = given.resolve("mesh.yaml");
    document.set(
        "spec", Files.exists(spec) ? YAML.readTree(spec.toFile()) : YAML.createObjectNode());
    mesh(List.of(YAML.convertValue(document, ServiceMesh.class)));
  }

  private void mesh(List<ServiceMesh> meshes) {
    MeshResources none = MeshResources.empty();
    mesh.set(
        new CurrentMesh.View(
            new MeshResources(
                none.registry(), List.of(), List.of(), List.of(), List.of(), meshes, List.of()),
            new RuleBook().decide(none)));
  }

  /** The pods in the documents of a file, as controllers would make them. */
  private static List<JsonNode> pods(Path file) throws IOException {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
      return documents.readAll().stream().flatMap(InjectionReviewerTest::pods).toList();
    }
  }

  private static Stream<JsonNode> pods(JsonNode document) {
    if (document.path("kind").asText().equals("List")) {
      return document.path("items").valueStream().flatMap(InjectionReviewerTest::pods);
    }
    if (document.path("kind").asText().equals("Pod")) {
      return Stream.of(document);
    }
    return Stream.of("/spec/template", "/spec/jobTemplate/spec/template")
        .map(document::at)
        .filter(template -> template.at("/spec/containers").size() > 0)
        .map(JsonNode::deepCopy);
  }

  @Test
  void outcomesAreCounted() throws IOException {
    // Given
    mesh(CASES.resolve("pod"));

    // When
    reviewer.review(request(pods(CASES.resolve("pod/input.yaml")).getFirst()));
    reviewer.review(request(pods(CASES.resolve("host-network/input.yaml")).getFirst()));
    reviewer.review(request(pods(CASES.resolve("choice-that-is-wrong/input.yaml")).getFirst()));

    // Then
    assertThat(List.of("injected", "skipped", "refused"))
        .allSatisfy(
            outcome ->
                assertThat(meters.counter("lateen.injections", "outcome", outcome).count())
                    .isEqualTo(1));
  }

  @Test
  void thereIsNoAnswerBeforeAMeshIsKnown() throws IOException {
    // Given
    JsonNode pod = pods(CASES.resolve("pod/input.yaml")).getFirst();

    // Then
    assertThatThrownBy(() -> reviewer.review(request(pod))).isInstanceOf(WebhookException.class);

    // When
    mesh(List.of());

    // Then
    assertThatThrownBy(() -> reviewer.review(request(pod))).isInstanceOf(WebhookException.class);
  }
}
