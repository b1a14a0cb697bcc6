package dev.lateen.operator.rules;

import dev.lateen.crds.v1alpha1.DestinationPolicySpec;
import dev.lateen.crds.v1alpha1.EgressRuleSpec;
import dev.lateen.crds.v1alpha1.PolicySpec;
import dev.lateen.crds.v1alpha1.RouteRuleSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules in force.
 *
 * @param routeRules by descending precedence, then by config key (TM-002, TM-050)
 * @param destinationPolicies by config key; of several for the same calls the first counts (TM-082)
 * @param egressRules by config key; no two for the same domain (TM-135)
 * @param policies the oldest first: of several for the same workloads the first counts (TS-08)
 */
public record RuleSet(
    List<AcceptedRule<RouteRuleSpec>> routeRules,
    List<AcceptedRule<DestinationPolicySpec>> destinationPolicies,
    List<AcceptedRule<EgressRuleSpec>> egressRules,
    List<AcceptedRule<PolicySpec>> policies) {

  public RuleSet {
    routeRules = List.copyOf(routeRules);
    destinationPolicies = List.copyOf(destinationPolicies);
    egressRules = List.copyOf(egressRules);
    policies = List.copyOf(policies);
  }

  /** Which ones they are. */
  public Set<RuleRevision> revisions() {
    return Stream.of(routeRules, destinationPolicies, egressRules, policies)
        .flatMap(List::stream)
        .map(AcceptedRule::revision)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** No rules at all. */
  public static RuleSet empty() {
    return new RuleSet(List.of(), List.of(), List.of(), List.of());
  }
}
