package dev.lateen.operator.rules;

import dev.lateen.crds.v1alpha1.DestinationPolicy;
import dev.lateen.crds.v1alpha1.DestinationPolicySpec;
import dev.lateen.crds.v1alpha1.EgressRule;
import dev.lateen.crds.v1alpha1.EgressRuleSpec;
import dev.lateen.crds.v1alpha1.Policy;
import dev.lateen.crds.v1alpha1.PolicySpec;
import dev.lateen.crds.v1alpha1.RouteRule;
import dev.lateen.crds.v1alpha1.RouteRuleSpec;
import dev.lateen.crds.v1alpha1.RuleStatus;
import dev.lateen.operator.platform.MeshResources;
import dev.lateen.operator.rules.Ledger.Checks;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which rules are in force. A rule that is not accepted leaves its last good spec in force:
 * the one seen before, or after a restart the one in {@code status.lastAccepted}. Thread-safe.
 */
public final class RuleBook {
  private static final Comparator<AcceptedRule<RouteRuleSpec>> BY_PRECEDENCE =
      Comparator.comparing((AcceptedRule<RouteRuleSpec> rule) -> rule.spec().precedence())
          .reversed()
          .thenComparing(rule -> rule.revision().key());

  private final Ledger<RouteRuleSpec> routeRules = new Ledger<>(RouteRule.class);
  private final Ledger<DestinationPolicySpec> destinationPolicies =
      new Ledger<>(DestinationPolicy.class);
  private final Ledger<EgressRuleSpec> egressRules = new Ledger<>(EgressRule.class);
  private final Ledger<PolicySpec> policies = new Ledger<>(Policy.class);

  /**
   * Judges all rules of one moment.
   *
   * @param resources what the platform says
   * @return what is in force, and a verdict for each rule; the same whenever the same resources
   *     came in the same order before
   */
  public synchronized Decision decide(MeshResources resources) {
    var routes =
        routeRules.settle(
            submissions(resources, "RouteRule", resources.routeRules()), Checks.none());
    var destinations =
        destinationPolicies.settle(
            submissions(resources, "DestinationPolicy", resources.destinationPolicies()),
            Checks.none());
    var egress =
        egressRules.settle(
            submissions(resources, "EgressRule", resources.egressRules()),
            new EgressChecks(resources.registry().settings().egressGateway()));
    var peers =
        policies.settle(submissions(resources, "Policy", resources.policies()), Checks.none());
    var rules =
        new RuleSet(
            routes.inForce().stream().sorted(BY_PRECEDENCE).toList(),
            destinations.inForce(),
            egress.inForce(),
            oldestFirst(peers.inForce(), resources.policies()));
    var model = new MeshModel(resources.registry(), rules);
    var verdicts = new TreeMap<RuleKey, Verdict>(RuleUsage.of(model).verdicts());
    Stream.of(routes.rejected(), destinations.rejected(), egress.rejected(), peers.rejected())
        .forEach(verdicts::putAll);
    return new Decision(model, verdicts);
  }

  /**
   * In the order of the documents, which is that of their age; one that is not valid as it stands
   * now comes after all others.
   */
  private static List<AcceptedRule<PolicySpec>> oldestFirst(
      List<AcceptedRule<PolicySpec>> inForce, List<Policy> documents) {
    var byKey =
        inForce.stream()
            .collect(Collectors.toMap(rule -> rule.revision().key(), Function.identity()));
    var ordered = new LinkedHashSet<AcceptedRule<PolicySpec>>();
    documents.stream()
        .map(document -> byKey.get(Submission.of(document).key()))
        .forEach(ordered::add);
    ordered.addAll(inForce);
    return List.copyOf(ordered);
  }

  private static <S> List<Submission<S>> submissions(
      MeshResources resources, String kind, List<? extends CustomResource<S, RuleStatus>> valid) {
    return Stream.concat(
            valid.stream().map(Submission::<S>of),
            resources.refused().stream()
                .filter(refused -> refused.key().kind().equals(kind))
                .map(Submission::<S>of))
        .toList();
  }
}
