package dev.lateen.operator.rules;

import dev.lateen.crds.v1alpha1.EgressRuleSpec;
import dev.lateen.crds.validation.FieldError;
import java.util.List;
import java.util.Locale;

/** Two egress rules for one domain: the one with the smaller config key wins (TM-135). */
final class EgressConflicts implements Ledger.Conflicts<EgressRuleSpec> {
  @Override
  public List<FieldError> find(EgressRuleSpec spec, List<AcceptedRule<EgressRuleSpec>> before) {
    var domain = domain(spec);
    return before.stream()
        .filter(rule -> domain(rule.spec()).equals(domain))
        .map(
            rule ->
                new FieldError(
                    "spec.destination.service",
                    '"' + spec.destination().service() + '"',
                    "is already the domain of "
                        + rule.revision().key().configKey()
                        + ", whose key is smaller: list its ports there or remove one of the two"))
        .toList();
  }

  private static String domain(EgressRuleSpec spec) {
    return spec.destination().service().toLowerCase(Locale.ROOT);
  }
}
