package dev.lateen.operator.authority.secrets;

import dev.lateen.operator.identity.SecretsReport;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Says how Secrets stand. Pure. */
final class Problems {
  private static final int MOST_NAMED = 10;

  private Problems() {}

  /** The report; the worst problem gives the reason. */
  static SecretsReport report(List<Problem> problems) {
    if (problems.isEmpty()) {
      return new SecretsReport(
          true, "Kept", "Every service account of the namespaces asked for has its Secret.");
    }
    List<Problem> sorted =
        problems.stream()
            .sorted(Comparator.comparing(Problem::kind).thenComparing(Problem::message))
            .toList();
    String named =
        sorted.stream().limit(MOST_NAMED).map(Problem::message).collect(Collectors.joining(". "));
    return new SecretsReport(
        false,
        sorted.getFirst().kind().reason(),
        sorted.size() > MOST_NAMED
            ? named + ". And " + (sorted.size() - MOST_NAMED) + " more."
            : named + ".");
  }
}
