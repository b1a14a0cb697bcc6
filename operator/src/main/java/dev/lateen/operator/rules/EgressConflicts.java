package dev.lateen.operator.rules;

import dev.lateen.crds.v1alpha1.EgressRuleSpec;
import dev.lateen.crds.validation.FieldError;
import java.util.List;

/** Two egress rules for one domain: the one with the smaller config key wins (TM-135). */
final class EgressConflicts implements Ledger.Conflicts<EgressRuleSpec> {
  @Override
  public List<FieldError> find(EgressRuleSpec spec, List<AcceptedRule<EgressRuleSpec>> before) {
    var domain = spec.destination().service();
    return before.stream()
        .filter(rule -> rule.spec().destination().service().equals(domain))
        .map(
            rule ->
                new FieldError(
                    "spec.destination.service",
                    '"' + domain + '"',
                    "is already the domain of "
                        + rule.revision().key().configKey()
                        + ", whose key is smaller: list its ports there or remove one of the two"))
        .toList();
  }
}
