package dev.lateen.operator.rules;

import dev.lateen.crds.v1alpha1.EgressRuleSpec;
import dev.lateen.crds.validation.FieldError;
import java.util.List;

/**
 * What egress rules may not say: of two for one domain the one with the smaller config key wins
 * (TM-135), and none can ask for a gateway that the mesh has not (TM-136).
 *
 * @param gateway whether the mesh has an egress gateway
 */
record EgressChecks(boolean gateway) implements Ledger.Checks<EgressRuleSpec> {
  private static final FieldError NO_GATEWAY =
      new FieldError(
          "spec.useEgressProxy",
          "true",
          "needs the egress gateway, which this mesh does not have: set spec.gateways.egress.enabled"
              + " of the ServiceMesh to true, or leave useEgressProxy out");

  @Override
  public List<FieldError> conflicts(
      EgressRuleSpec spec, List<AcceptedRule<EgressRuleSpec>> before) {
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

  @Override
  public List<FieldError> missing(EgressRuleSpec spec) {
    return spec.useEgressProxy() && !gateway ? List.of(NO_GATEWAY) : List.of();
  }
}
