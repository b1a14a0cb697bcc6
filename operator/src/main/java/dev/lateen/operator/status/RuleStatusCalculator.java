package dev.lateen.operator.status;

import dev.lateen.crds.v1alpha1.Condition;
import dev.lateen.crds.v1alpha1.RuleStatus;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.operator.discovery.ProxyState;
import dev.lateen.operator.rules.RuleRevision;
import dev.lateen.operator.rules.Verdict;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes the status of a rule. Pure but for the clock: the same verdict, proxies and previous status
 * give an equal status.
 *
 * @param clock says when a condition changed
 */
public record RuleStatusCalculator(Clock clock) {
  private static final String REJECTED = "Rejected";
  private static final String NOT_USED = "NotUsed";
  private static final String PROPAGATING = "Propagating";

  /** Calculates where there is one operator. */
  public RuleStatus calculate(
      Verdict verdict, Collection<ProxyState> proxies, Optional<RuleStatus> previous) {
    return calculate(verdict, proxies, true, previous);
  }

  /**
   * Calculates.
   *
   * @param verdict what became of the rule
   * @param proxies every proxy
   * @param told whether all replicas of the operator tell their proxies by the rule
   * @param previous the status there was
   */
  public RuleStatus calculate(
      Verdict verdict,
      Collection<ProxyState> proxies,
      boolean told,
      Optional<RuleStatus> previous) {
    var conditions =
        new Conditions(
            clock,
            Optional.of(verdict.revision().generation()),
            previous.map(RuleStatus::conditions).orElse(List.of()));
    var spread = verdict.inForce().map(rule -> Spread.of(rule, proxies)).orElse(Spread.NONE);
    return switch (verdict) {
      case Verdict.Accepted accepted ->
          status(
              accepted,
              spread,
              List.of(accepted(conditions, accepted), ready(conditions, accepted, told, spread)));
      case Verdict.Rejected rejected ->
          status(
              rejected,
              spread,
              List.of(
                  conditions.make(Condition.ACCEPTED, false, "Invalid", text(rejected.errors())),
                  conditions.make(Condition.READY, false, REJECTED, stays(rejected))));
    };
  }

  private static RuleStatus status(Verdict verdict, Spread spread, List<Condition> conditions) {
    var lastAccepted =
        verdict instanceof Verdict.Rejected rejected ? rejected.lastAccepted().orElse(null) : null;
    return new RuleStatus(
        verdict.revision().generation(), conditions, spread.toString(), lastAccepted);
  }

  private static Condition accepted(Conditions conditions, Verdict.Accepted verdict) {
    return verdict.warnings().isEmpty()
        ? conditions.make(Condition.ACCEPTED, true, "Valid", "")
        : conditions.make(Condition.ACCEPTED, true, "ValidWithWarnings", text(verdict.warnings()));
  }

  private static Condition ready(
      Conditions conditions, Verdict.Accepted verdict, boolean told, Spread spread) {
    if (verdict.notUsed().isPresent()) {
      var notUsed = verdict.notUsed().get();
      return conditions.make(
          Condition.READY,
          false,
          notUsed.shadowed() ? Condition.SHADOWED : NOT_USED,
          notUsed.why().toString());
    }
    if (!told) {
      return conditions.make(
          Condition.READY,
          false,
          PROPAGATING,
          "not every replica of the operator has told its sidecars yet");
    }
    if (spread.relevant() == 0) {
      return conditions.make(
          Condition.READY, false, NOT_USED, "no connected sidecar has a use for it");
    }
    if (spread.live() < spread.relevant()) {
      return conditions.make(
          Condition.READY, false, PROPAGATING, "some sidecars have not acknowledged it yet");
    }
    return verdict.demandsIdentity() && !spread.withoutIdentity().isEmpty()
        ? conditions.make(Condition.READY, true, "IdentityMissing", missing(spread))
        : conditions.make(Condition.READY, true, "Live", "every sidecar that needs it obeys it");
  }

  private static String missing(Spread spread) {
    return "these sidecars have no identity, and take no call at all where callers must prove"
        + " theirs: "
        + String.join(", ", spread.withoutIdentity());
  }

  private static String stays(Verdict.Rejected rejected) {
    return rejected
        .inForce()
        .map(rule -> "generation " + rule.generation() + " stays in force")
        .orElse("nothing of it is in force");
  }

  private static String text(List<FieldError> errors) {
    return errors.stream().map(FieldError::toString).collect(Collectors.joining("; "));
  }

  /**
   * On how many connected proxies a rule is live.
   *
   * @param live proxies that obey this revision
   * @param relevant proxies that should, or that had another revision of the same rule
   * @param withoutIdentity the instances of those among them that have no identity of the mesh
   */
  private record Spread(long live, long relevant, List<String> withoutIdentity) {
    static final Spread NONE = new Spread(0, 0, List.of());

    static Spread of(RuleRevision rule, Collection<ProxyState> proxies) {
      var concerned =
          proxies.stream()
              .filter(ProxyState::connected)
              .filter(
                  proxy ->
                      proxy.relevantRules().stream()
                          .anyMatch(other -> other.key().equals(rule.key())))
              .toList();
      long live =
          concerned.stream()
              .filter(proxy -> proxy.relevantRules().contains(rule))
              .filter(proxy -> proxy.liveRules().contains(rule))
              .count();
      var without =
          concerned.stream()
              .filter(proxy -> !proxy.identity())
              .map(proxy -> proxy.instance().namespace() + "/" + proxy.instance().name())
              .sorted()
              .toList();
      return new Spread(live, concerned.size(), without);
    }

    @Override
    public String toString() {
      return live + "/" + relevant;
    }
  }
}
