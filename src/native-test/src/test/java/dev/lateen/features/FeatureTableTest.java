package dev.lateen.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.tour.mesh.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/features.md says what the tests prove. {@code -Dlateen.golden.update=true} rewrites it. */
class FeatureTableTest {
  private static final Path ROWS = Path.of("src/native-test/src/test/resources/features.txt");
  private static final Path TABLE = Path.of("docs/features.md");

  private final Path root = Programs.repository();
  private final List<Section> sections = Section.parse(lines(root.resolve(ROWS)));

  @Test
  void theTableSaysWhatTheTestsProve() throws IOException {
    // When
    var table = FeatureTable.render(sections, Proofs.find(root));

    // Then
    var file = root.resolve(TABLE);
    if (Boolean.getBoolean("lateen.golden.update")) {
      Files.writeString(file, table);
    }
    assertThat(file).as("stale; make golden writes it anew").hasContent(table);
  }

  @Test
  void everyIdOfATestIsARow() throws IOException {
    // When
    var proved = Proofs.find(root).keySet();

    // Then
    var rows = sections.stream().flatMap(section -> section.features().stream()).map(Feature::id);
    assertThat(rows.toList()).as("rows of " + ROWS).doesNotHaveDuplicates().containsAll(proved);
  }

  @Test
  void aRowSaysItsTestsAndState() {
    // Given
    var rows =
        List.of(
            "# a comment",
            "## Part",
            "TM-001 | It works",
            "TM-002 | It works too | partly: not on Sundays",
            "TM-003 | It never works | not intended: too hard");
    var proof = new Proof(Path.of("sidecar/src/test/java/RoutingIT.java"), "works", "caller");

    // When
    var table = FeatureTable.render(Section.parse(rows), Map.of("TM-001", List.of(proof)));

    // Then
    assertThat(table)
        .contains(
            "3 rows, 1 of them with tests, 1 through Envoy too.",
            "## Part",
            "| TM-001 | It works | [RoutingIT#works](../sidecar/src/test/java/RoutingIT.java) | tested | caller |",
            "| TM-002 | It works too |  | not yet: not on Sundays |  |",
            "| TM-003 | It never works |  | not intended: too hard |  |");
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
