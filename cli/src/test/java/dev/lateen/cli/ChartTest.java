package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.crds.CustomResourceDefinitions;
import dev.lateen.crds.Document;
import dev.lateen.crds.ResourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Helm chart, as far as it can be seen without Helm; {@link ChartIT} renders it. */
class ChartTest {
  private static final Path CHART = Path.of("../charts/lateen");
  private static final Path TEMPLATE = CHART.resolve("templates/operator.yaml");
  private static final Path CNI = CHART.resolve("templates/cni.yaml");
  private static final Pattern VALUE = Pattern.compile("\\{\\{ [.]Values[.]([a-zA-Z.]+) }}");
  private static final Pattern SWITCHED =
      Pattern.compile("(?s)\\{\\{- if [.]Values[.]([a-zA-Z.]+) }}\n(.*)\\{\\{- end }}\n");
  private static final Pattern OPTIONAL =
      Pattern.compile("(?s) *\\{\\{- with [.]Values[.](\\w+) }}\n.*?\\{\\{- end }}\n");

  @Test
  void templatesAreWrittenFromTheManifests() throws IOException {
    assertIsWritten(TEMPLATE, ChartTemplate.text());
    assertIsWritten(CNI, ChartTemplate.cniText());
  }

  private static void assertIsWritten(Path template, String text) throws IOException {
    if (Boolean.getBoolean("lateen.golden.update")) {
      Files.writeString(template, text);
    }
    assertThat(template).as("run with -Dlateen.golden.update=true to rewrite it").hasContent(text);
  }

  @Test
  void withItsValuesItSaysWhatInstallApplies() throws IOException {
    // Given
    JsonNode values = documents(Files.readString(CHART.resolve("values.yaml"))).getFirst();

    // When
    String rendered = rendered(Files.readString(TEMPLATE), values);

    // Then
    assertThat(rendered).doesNotContain("{{");
    assertThat(documents(rendered)).isEqualTo(ChartTemplate.documents());
  }

  @Test
  void rightsOfThePluginOfTheNodesAreThereWhereTheyAreAskedFor() throws IOException {
    // Given
    JsonNode values = documents(Files.readString(CHART.resolve("values.yaml"))).getFirst();
    JsonNode asked = values.deepCopy();
    ((ObjectNode) asked.path("cni")).put("enabled", true);

    // When
    String usual = rendered(Files.readString(CNI), values);
    String rendered = rendered(Files.readString(CNI), asked);

    // Then
    assertThat(usual).isBlank();
    assertThat(rendered).doesNotContain("{{");
    assertThat(documents(rendered)).isEqualTo(ChartTemplate.cniDocuments()).hasSize(5);
  }

  @Test
  void everyDefinitionIsInTheChart() throws IOException {
    try (Stream<Path> files = Files.list(CHART.resolve("definitions"))) {
      assertThat(files)
          .extracting(file -> file.getFileName().toString())
          .containsExactlyInAnyOrderElementsOf(
              CustomResourceDefinitions.names().stream().map(name -> name + ".yaml").toList());
    }
  }

  /** What Helm makes of the few forms that the template has. */
  private static String rendered(String template, JsonNode values) {
    String switched =
        SWITCHED
            .matcher(template)
            .replaceAll(
                block ->
                    value(values, block.group(1)).asBoolean()
                        ? Matcher.quoteReplacement(block.group(2))
                        : "");
    String text =
        OPTIONAL
            .matcher(switched)
            .replaceAll(
                block -> {
                  JsonNode value = values.path(block.group(1));
                  return Set.of("[]", "{}", "\"\"").contains(value.toString())
                      ? ""
                      : "      " + block.group(1) + ": " + value + "\n";
                });
    return VALUE
        .matcher(text)
        .replaceAll(value -> value(values, value.group(1)).asText())
        .replace("{{ .Release.Namespace }}", "lateen-system")
        .replace(
            "\n            {{- toYaml .Values.resources | nindent 12 }}",
            " " + values.path("resources"));
  }

  private static JsonNode value(JsonNode values, String path) {
    return values.at("/" + path.replace('.', '/'));
  }

  private static List<JsonNode> documents(String text) {
    return ResourceReader.read("chart", text).stream().map(Document::raw).toList();
  }
}
