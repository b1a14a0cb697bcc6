package dev.lateen.injection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One folder of {@code cases}: {@code input.yaml}, what becomes of it in {@code output.yaml}, and
 * the spec of the mesh in {@code mesh.yaml} where it is not empty. What is said of it besides
 * stands as comments on top of the output.
 */
record InjectionCase(Path folder) {
  private static final Path CASES = Path.of("src/test/resources/cases");
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .build());

  static Stream<InjectionCase> all() throws IOException {
    try (var folders = Files.list(CASES)) {
      return folders.sorted().map(InjectionCase::new).toList().stream();
    }
  }

  List<JsonNode> input() throws IOException {
    try (var documents =
        YAML.readerFor(JsonNode.class).<JsonNode>readValues(file("input").toFile())) {
      return documents.readAll();
    }
  }

  Path output() {
    return file("output");
  }

  WorkloadInjector injector() throws IOException {
    ObjectNode mesh = YAML.createObjectNode();
    mesh.putObject("metadata").put("name", "lateen").put("namespace", "lateen-system");
    mesh.set(
        "spec",
        Files.exists(file("mesh"))
            ? YAML.readTree(file("mesh").toFile())
            : YAML.createObjectNode());
    ServiceMesh parsed = YAML.convertValue(mesh, ServiceMesh.class);
    return new WorkloadInjector(
        new PodInjector(InjectionSettings.of(parsed, ControlPlane.of(parsed, "1.2.3"))), "default");
  }

  static String render(List<WorkloadInjector.Outcome> outcomes) throws IOException {
    var text = new StringWriter();
    for (var outcome : outcomes) {
      outcome.notes().forEach(note -> text.append("# ").append(note).append('\n'));
      outcome
          .errors()
          .forEach(error -> text.append("# error: ").append(error.toString()).append('\n'));
      text.append(YAML.writeValueAsString(outcome.document()));
    }
    return text.toString();
  }

  private Path file(String name) {
    return folder.resolve(name + ".yaml");
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
