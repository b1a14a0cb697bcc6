package dev.lateen.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.cli.kind.ColumnPath;
import dev.lateen.cli.kind.Kind;
import dev.lateen.cli.kind.Kinds;
import dev.lateen.cli.target.Applied;
import dev.lateen.cli.target.Metadata;
import dev.lateen.cli.target.Target;
import dev.lateen.cli.target.TargetException;
import dev.lateen.crds.v1alpha1.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Waits until rules that were applied are live on every sidecar. */
final class Waiting {
  private static final ColumnPath READY =
      ColumnPath.of(".status.conditions[?(@.type==\"Ready\")].status");
  private static final ColumnPath ACCEPTED =
      ColumnPath.of(".status.conditions[?(@.type==\"Accepted\")].status");
  private static final ColumnPath WHY =
      ColumnPath.of(".status.conditions[?(@.type==\"Accepted\")].message");
  private static final ColumnPath NOT_READY =
      ColumnPath.of(".status.conditions[?(@.type==\"Ready\")].reason");
  private static final ColumnPath WHY_NOT_READY =
      ColumnPath.of(".status.conditions[?(@.type==\"Ready\")].message");
  private static final ColumnPath LIVE = ColumnPath.of(".status.live");

  /** The operator may have judged a rule before it knew of all that was applied with it. */
  private static final Duration SETTLED = Duration.ofSeconds(1);

  private final Session session;
  private final Target target;
  private final Duration timeout;

  Waiting(Session session, Target target, Duration timeout) {
    this.session = session;
    this.target = target;
    this.timeout = timeout;
  }

  /**
   * Waits for every rule among what was applied; other kinds are not live anywhere.
   *
   * @return the exit code
   * @throws TargetException if the operator refuses one, if another rule takes all calls of one, or
   *     if one is not live in time
   */
  int await(List<Rule> applied) {
    var deadline = new Deadline(session.clock(), timeout);
    applied.forEach(
        rule ->
            Kinds.of(rule.document())
                .filter(Kinds::isRule)
                .ifPresent(
                    kind ->
                        deadline.await(
                            () -> isLive(rule, kind, deadline), () -> notLive(rule, kind))));
    return 0;
  }

  private boolean isLive(Rule rule, Kind kind, Deadline deadline) {
    var label = Metadata.label(rule.document());
    var found = state(rule, kind);
    if (found.flatMap(READY::value).filter("True"::equals).isPresent()) {
      session.print(
          "%s live on %s after %dms"
              .formatted(
                  label, found.flatMap(LIVE::value).orElse("0/0"), deadline.elapsed().toMillis()));
      return true;
    }
    if (found.flatMap(ACCEPTED::value).filter("False"::equals).isPresent()) {
      throw new TargetException(label + ": refused: " + found.flatMap(WHY::value).orElse(""));
    }
    if (found.flatMap(NOT_READY::value).filter(Condition.SHADOWED::equals).isPresent()
        && deadline.elapsed().compareTo(SETTLED) >= 0) {
      throw new TargetException(
          label + ": shadowed: " + found.flatMap(WHY_NOT_READY::value).orElse(""));
    }
    return false;
  }

  private String notLive(Rule rule, Kind kind) {
    var found = state(rule, kind);
    return Metadata.label(rule.document())
        + ": not live after "
        + timeout.toMillis()
        + "ms"
        + found.flatMap(LIVE::value).map(live -> " (" + live + ")").orElse("")
        + found
            .flatMap(WHY_NOT_READY::value)
            .map(why -> ": " + why)
            .orElse("; is the operator running?");
  }

  private Optional<JsonNode> state(Rule rule, Kind kind) {
    return target
        .find(kind, rule.applied().namespace(), Metadata.name(rule.document()))
        .<JsonNode>map(resource -> resource)
        .filter(rule.applied().isAbout());
  }

  /** A document, and what became of it. */
  record Rule(JsonNode document, Applied applied) {}
}
