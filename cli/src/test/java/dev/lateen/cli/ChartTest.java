package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.crds.CustomResourceDefinitions;
import dev.lateen.crds.Document;
import dev.lateen.crds.ResourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Helm chart, as far as it can be seen without Helm; {@link ChartIT} renders it. */
class ChartTest {
  private static final Path CHART = Path.of("../charts/lateen");
  private static final Path TEMPLATE = CHART.resolve("templates/operator.yaml");
  private static final Pattern VALUE = Pattern.compile("\\{\\{ [.]Values[.]([a-zA-Z.]+) }}");
  private static final Pattern OPTIONAL =
      Pattern.compile("(?s) *\\{\\{- with [.]Values[.](\\w+) }}\n.*?\\{\\{- end }}\n");

  @Test
  void templateIsWrittenFromTheManifests() throws IOException {
    // When
    if (Boolean.getBoolean("lateen.golden.update")) {
      Files.writeString(TEMPLATE, ChartTemplate.text());
    }

    // Then
    assertThat(TEMPLATE)
        .as("run with -Dlateen.golden.update=true to rewrite it")
        .hasContent(ChartTemplate.text());
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
    String text =
        OPTIONAL
            .matcher(template)
            .replaceAll(
                block -> {
                  JsonNode value = values.path(block.group(1));
                  return Set.of("[]", "{}", "\"\"").contains(value.toString())
                      ? ""
                      : "      " + block.group(1) + ": " + value + "\n";
                });
    return VALUE
        .matcher(text)
        .replaceAll(value -> values.at("/" + value.group(1).replace('.', '/')).asText())
        .replace("{{ .Release.Namespace }}", "lateen-system")
        .replace(
            "\n            {{- toYaml .Values.resources | nindent 12 }}",
            " " + values.path("resources"));
  }

  private static List<JsonNode> documents(String text) {
    return ResourceReader.read("chart", text).stream().map(Document::raw).toList();
  }
}
