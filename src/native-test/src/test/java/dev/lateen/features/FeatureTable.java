package dev.lateen.features;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the table of rows, tests and states. */
final class FeatureTable {
  private static final String HEADER =
      """
      # Features and their tests

      What the data plane does, row by row, and the integration tests that prove it through real sidecars. The IDs are those of the
      code's comments. This page is generated: `make golden` writes it anew, and the build fails when it is stale.

      - Rows and remarks are in [features.txt](../src/native-test/src/test/resources/features.txt).
      - A test (`*IT`) proves the rows with which its display name starts, on one line: `@DisplayName("TM-062 TM-064 a failed call is repeated")`.
      - State: *tested*; *partly tested*, with what is missing; *not yet*; *elsewhere*, with where; *not intended*, with the reason.
      - Envoy: the same test also passes with a stock Envoy in place of the caller's or the callee's sidecar, fed by the same discovery. Its class says
        so by `@ThroughEnvoy`; a test that asks for what Envoy cannot do is exempt by `@NotThroughEnvoy("why")`.
      """;

  private static final String HEAD =
      "| ID | what | tests | state | Envoy |\n|---|---|---|---|---|\n";

  private FeatureTable() {}

  static String render(List<Section> sections, Map<String, List<Proof>> proofs) {
    return Stream.concat(
            Stream.of(HEADER, summary(sections, proofs)),
            sections.stream().map(section -> section(section, proofs)))
        .collect(Collectors.joining("\n"));
  }

  private static String summary(List<Section> sections, Map<String, List<Proof>> proofs) {
    var rows = sections.stream().flatMap(section -> section.features().stream()).toList();
    long tested = rows.stream().filter(row -> proofs.containsKey(row.id())).count();
    long envoy =
        rows.stream()
            .filter(
                row ->
                    proofs.getOrDefault(row.id(), List.of()).stream()
                        .anyMatch(p -> !p.envoy().isEmpty()))
            .count();
    return "%d rows, %d of them with tests, %d through Envoy too.\n"
        .formatted(rows.size(), tested, envoy);
  }

  private static String section(Section section, Map<String, List<Proof>> proofs) {
    return section.features().stream()
        .map(feature -> row(feature, proofs.getOrDefault(feature.id(), List.of())))
        .collect(Collectors.joining("", "## " + section.title() + "\n" + HEAD, ""));
  }

  private static String row(Feature feature, List<Proof> proofs) {
    var tests = proofs.stream().map(Proof::link).distinct().collect(Collectors.joining("<br>"));
    var envoy = new TreeSet<String>();
    proofs.forEach(proof -> envoy.addAll(List.of(proof.envoy().split(", "))));
    envoy.remove("");
    return "| %s | %s | %s | %s | %s |\n"
        .formatted(
            feature.id(),
            feature.what().replace("|", "\\|"),
            tests,
            feature.state(!proofs.isEmpty()),
            String.join(", ", envoy));
  }
}
