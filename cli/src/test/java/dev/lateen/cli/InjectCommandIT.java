package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InjectCommandIT {
  private static final Path CASES = Path.of("../injection/src/test/resources/cases");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String POD =
      "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: i}]}\n";

  @TempDir private Path folder;

  static Stream<Path> cases() throws IOException {
    try (var folders = Files.list(CASES)) {
      return folders.sorted().toList().stream();
    }
  }

  @DisplayName("TM-180 files of every kind are injected, and others stay as they are")
  @ParameterizedTest
  @MethodSource("cases")
  void writesWhatTheCasesSay(Path given) throws IOException {
    // Given
    mesh(given);
    var expected = Files.readString(given.resolve("output.yaml"));

    // When
    var result =
        new Terminal(folder)
            .run(
                "inject",
                "-f",
                given.toAbsolutePath().resolve("input.yaml").toString(),
                "--mesh-file",
                "mesh.yaml",
                "-o",
                "out.yaml");

    // Then
    if (expected.contains("# error: ")) {
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(folder.resolve("out.yaml")).doesNotExist();
      expected
          .lines()
          .filter(line -> line.startsWith("# error: "))
          .forEach(line -> assertThat(result.err()).contains(line.substring(9)));
    } else {
      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(documents(Files.readString(folder.resolve("out.yaml"))))
          .isEqualTo(documents(expected));
    }
  }

  private void mesh(Path given) throws IOException {
    ObjectNode mesh = YAML.createObjectNode();
    mesh.put("apiVersion", "lateen.dev/v1alpha1").put("kind", "ServiceMesh");
    mesh.putObject("metadata").put("name", "lateen").put("namespace", "lateen-system");
    var spec = given.resolve("mesh.yaml");
    mesh.set("spec", Files.exists(spec) ? YAML.readTree(spec.toFile()) : YAML.createObjectNode());
    Files.writeString(folder.resolve("mesh.yaml"), YAML.writeValueAsString(mesh));
  }

  /** The version in the annotation is that of the program. */
  private static List<JsonNode> documents(String text) throws IOException {
    try (var documents =
        YAML.readerFor(JsonNode.class)
            .<JsonNode>readValues(text.replace("1.2.3", VersionCommand.client()))) {
      return documents.readAll();
    }
  }

  @Test
  void goesByTheMeshOfAMeshDirectory() throws IOException {
    // Given
    Files.writeString(
        folder.resolve("mesh.yaml"),
        "apiVersion: lateen.dev/v1alpha1\n"
            + "kind: ServiceMesh\n"
            + "metadata: {name: m, namespace: mesh}\n"
            + "spec: {sidecar: {image: example.com/s}}\n");

    // When
    var result = new Terminal(folder).typing(POD).run("inject", "-f", "-", "--mesh-dir", ".");

    // Then
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("image: example.com/s", "lateen-discovery.mesh.svc:15012");
  }

  @Test
  void saysWhyAPodStaysAsItIs() throws IOException {
    // Given
    Files.writeString(
        folder.resolve("mesh.yaml"),
        "apiVersion: lateen.dev/v1alpha1\nkind: ServiceMesh\nmetadata: {name: m}\nspec: {}\n");

    // When
    var result =
        new Terminal(folder)
            .typing(POD)
            .run("inject", "-f", "-", "--mesh-file", "mesh.yaml", "-n", "kube-system");

    // Then
    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .isEqualTo("Pod a: not injected: pods of its namespace are never injected\n");
    assertThat(documents(result.out())).isEqualTo(documents(POD));
  }

  @Test
  void namesAMeshFileWithoutAMesh() throws IOException {
    // Given
    Files.writeString(folder.resolve("pod.yaml"), POD);

    // When
    var result = new Terminal(folder).run("inject", "-f", "pod.yaml", "--mesh-file", "pod.yaml");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).isEqualTo("--mesh-file: \"pod.yaml\": has no ServiceMesh\n");
  }
}
