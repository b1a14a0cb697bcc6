package dev.lateen.operator.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.crds.v1alpha1.ApiGroup;
import dev.lateen.crds.v1alpha1.LastAccepted;
import dev.lateen.crds.v1alpha1.RuleStatus;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.crds.validation.ResourceValidator;
import dev.lateen.crds.validation.Validated;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules of one kind and the last good spec of each. Not thread-safe.
 *
 * @param <S> type of the spec
 */
final class Ledger<S> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Class<? extends CustomResource<S, RuleStatus>> kind;
  private final Map<RuleKey, AcceptedRule<S>> lastGood = new HashMap<>();

  /**
   * Makes an empty ledger.
   *
   * @param kind the kind
   */
  Ledger(Class<? extends CustomResource<S, RuleStatus>> kind) {
    this.kind = kind;
  }

  /**
   * Finds what a rule may not say as the mesh is.
   *
   * @param <S> type of the spec
   */
  @FunctionalInterface
  interface Checks<S> {
    /** For a kind whose rules have nothing to do with each other. */
    static <S> Checks<S> none() {
      return (_, _) -> List.of();
    }

    /**
     * Finds conflicts with the rules before it. Of two rules only one can be in force.
     *
     * @param spec what the rule says
     * @param before rules in force whose config key is smaller
     * @return every conflict; empty when there is none
     */
    List<FieldError> conflicts(S spec, List<AcceptedRule<S>> before);

    /**
     * Finds what a rule asks for and the mesh has not. A rule that was in force before stays so:
     * what it was to prevent must not happen because something else went.
     *
     * @param spec what the rule says
     * @return everything that is missing; empty where nothing is
     */
    default List<FieldError> missing(S spec) {
      return List.of();
    }
  }

  /**
   * What is in force, and why other rules are not.
   *
   * @param inForce by config key
   * @param rejected the rules that are not in force as they stand
   * @param <S> type of the spec
   */
  record Settled<S>(List<AcceptedRule<S>> inForce, Map<RuleKey, Verdict> rejected) {}

  /**
   * Judges all rules of the kind; rules that are not among them are forgotten.
   *
   * @param checks what rules may not say now
   */
  Settled<S> settle(List<Submission<S>> submissions, Checks<S> checks) {
    var inForce = new ArrayList<AcceptedRule<S>>();
    var rejected = new HashMap<RuleKey, Verdict>();
    var keys = new HashSet<RuleKey>();
    submissions.stream()
        .sorted(Comparator.comparing(Submission::key))
        .filter(submission -> keys.add(submission.key()))
        .forEach(submission -> judge(submission, checks, inForce, rejected));
    lastGood.keySet().retainAll(keys);
    return new Settled<>(List.copyOf(inForce), Map.copyOf(rejected));
  }

  private void judge(
      Submission<S> submission,
      Checks<S> checks,
      List<AcceptedRule<S>> inForce,
      Map<RuleKey, Verdict> rejected) {
    var errors =
        submission.spec().map(spec -> errors(spec, checks, inForce)).orElseGet(submission::errors);
    if (errors.isEmpty()) {
      var rule = new AcceptedRule<>(submission.revision(), submission.spec().orElseThrow());
      lastGood.put(submission.key(), rule);
      inForce.add(rule);
      return;
    }
    var last =
        lastGood(submission).filter(rule -> checks.conflicts(rule.spec(), inForce).isEmpty());
    last.ifPresent(inForce::add);
    rejected.put(
        submission.key(),
        new Verdict.Rejected(
            submission.revision(),
            errors,
            last.map(AcceptedRule::revision),
            last.map(Ledger::lastAccepted)));
  }

  private static <S> List<FieldError> errors(
      S spec, Checks<S> checks, List<AcceptedRule<S>> inForce) {
    return Stream.concat(checks.conflicts(spec, inForce).stream(), checks.missing(spec).stream())
        .toList();
  }

  private Optional<AcceptedRule<S>> lastGood(Submission<S> submission) {
    var known = lastGood.get(submission.key());
    if (known != null) {
      return Optional.of(known);
    }
    var restored =
        submission
            .status()
            .flatMap(status -> Optional.ofNullable(status.lastAccepted()))
            .flatMap(last -> restore(submission.key(), last));
    restored.ifPresent(rule -> lastGood.put(submission.key(), rule));
    return restored;
  }

  /** Takes what a status says only if it is still valid. */
  private Optional<AcceptedRule<S>> restore(RuleKey key, LastAccepted last) {
    ObjectNode document = JSON.createObjectNode();
    document.put("apiVersion", ApiGroup.API_VERSION).put("kind", key.kind());
    document.putObject("metadata").put("namespace", key.namespace()).put("name", key.name());
    document.set("spec", last.spec());
    return ResourceValidator.validate(document)
            instanceof Validated.Valid<CustomResource<?, ?>>(var resource)
        ? Optional.of(accepted(key, last.generation(), kind.cast(resource).getSpec()))
        : Optional.empty();
  }

  private static <S> AcceptedRule<S> accepted(RuleKey key, long generation, S spec) {
    return new AcceptedRule<>(RuleRevision.of(key, generation, spec), spec);
  }

  private static LastAccepted lastAccepted(AcceptedRule<?> rule) {
    return new LastAccepted(rule.revision().generation(), JSON.<JsonNode>valueToTree(rule.spec()));
  }
}
