package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.crds.Document;
import dev.lateen.crds.ResourceReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Helm chart as Helm renders it. Needs {@code helm} on the path, or {@code LATEEN_HELM}. */
class ChartIT {
  private static final String CHART = "../charts/lateen";
  private static final Optional<String> HELM = helm();

  @BeforeEach
  void needsHelm() {
    assumeTrue(HELM.isPresent(), "helm is not installed");
  }

  @Test
  void rendersWhatInstallApplies() throws Exception {
    // When
    Result lint = helm("lint", "--strict", CHART);
    Result rendered = render();

    // Then
    assertThat(lint.exitCode()).as(lint.out()).isZero();
    assertThat(rendered.exitCode()).as(rendered.out()).isZero();
    assertThat(documents(rendered.out()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Manifests.definitions(), ChartTemplate.documents().stream()).toList());
  }

  @Test
  void definitionsStayUnlessToldOtherwise() throws Exception {
    assertThat(render().out()).contains("helm.sh/resource-policy: keep");
    assertThat(render("--set", "definitions.keep=false").out()).doesNotContain("resource-policy");
    assertThat(render("--set", "definitions.install=false").out())
        .doesNotContain("CustomResourceDefinition");
  }

  @Test
  void rightsOfThePluginOfTheNodesAreThereWhereTheyAreAskedFor() throws Exception {
    assertThat(render().out()).doesNotContain("name: lateen-cni");
    assertThat(documents(render("--set", "cni.enabled=true").out()))
        .containsAll(ChartTemplate.cniDocuments());
  }

  @Test
  void podIsPlacedAsTheValuesSay() throws Exception {
    // When
    Result rendered =
        render(
            "--set", "nodeSelector.disk=ssd",
            "--set", "tolerations[0].key=infra",
            "--set", "priorityClassName=system-cluster-critical",
            "--set", "image.tag=0.2.0",
            "--set", "resources.limits.memory=1Gi");

    // Then
    JsonNode pod =
        documents(rendered.out()).stream()
            .filter(document -> document.path("kind").asText().equals("Deployment"))
            .findFirst()
            .orElseThrow()
            .at("/spec/template/spec");
    assertThat(pod.at("/nodeSelector/disk").asText()).isEqualTo("ssd");
    assertThat(pod.at("/tolerations/0/key").asText()).isEqualTo("infra");
    assertThat(pod.at("/priorityClassName").asText()).isEqualTo("system-cluster-critical");
    assertThat(pod.at("/containers/0/image").asText()).isEqualTo("localhost/lateen-operator:0.2.0");
    assertThat(pod.at("/containers/0/resources/limits/memory").asText()).isEqualTo("1Gi");
  }

  @Test
  void valueThatIsUnknownIsRefused() throws Exception {
    assertThat(render("--set", "image.name=x").exitCode()).isNotZero();
  }

  /**
   * For a Kubernetes that is named, as a Helm from its sources alone takes itself to be for 1.20.
   */
  private static Result render(String... options) throws IOException, InterruptedException {
    return helm(
        Stream.concat(
                Stream.of(
                    "template",
                    "lateen",
                    CHART,
                    "--namespace=lateen-system",
                    "--kube-version=1.37.0"),
                Stream.of(options))
            .toArray(String[]::new));
  }

  /** What it complains of stands in the log of the tests. */
  private static Result helm(String... arguments) throws IOException, InterruptedException {
    List<String> command = Stream.concat(HELM.stream(), Stream.of(arguments)).toList();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), out);
  }

  /** Without the note of Helm that definitions stay. */
  private static List<JsonNode> documents(String text) {
    return ResourceReader.read("helm", text).stream()
        .map(Document::raw)
        .map(
            document -> {
              if (document.path("kind").asText().equals("CustomResourceDefinition")) {
                ((ObjectNode) document.path("metadata")).remove("annotations");
              }
              return document;
            })
        .toList();
  }

  private static Optional<String> helm() {
    return Optional.ofNullable(System.getenv("LATEEN_HELM"))
        .or(
            () ->
                Stream.of(System.getenv("PATH").split(":"))
                    .map(folder -> Path.of(folder, "helm"))
                    .filter(Files::isExecutable)
                    .map(Path::toString)
                    .findFirst());
  }

  private record Result(int exitCode, String out) {}
}
