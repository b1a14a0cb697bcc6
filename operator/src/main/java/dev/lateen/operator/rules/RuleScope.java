package dev.lateen.operator.rules;

import dev.lateen.crds.v1alpha1.MatchCondition;
import dev.lateen.crds.v1alpha1.RouteRuleSpec;
import java.util.Optional;

/** Whether a route rule is about requests or about connections (TM-055). Pure. */
public final class RuleScope {
  private RuleScope() {}

  /** Whether the rule governs TCP connections: it has a condition on them, or a fault for them. */
  public static boolean connections(RouteRuleSpec rule) {
    return matchesConnections(rule)
        || rule.l4Fault() != null && match(rule).map(MatchCondition::request).isEmpty();
  }

  /** Whether the rule governs HTTP requests: all do but those with a condition on connections. */
  public static boolean requests(RouteRuleSpec rule) {
    return !matchesConnections(rule);
  }

  private static boolean matchesConnections(RouteRuleSpec rule) {
    return match(rule).map(MatchCondition::tcp).isPresent();
  }

  private static Optional<MatchCondition> match(RouteRuleSpec rule) {
    return Optional.ofNullable(rule.match());
  }
}
