package dev.lateen.operator.rules;

import dev.lateen.crds.v1alpha1.PolicySpec;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.operator.platform.model.Instance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which policies change nothing, and why. Pure. */
final class PolicyUsage {
  private final List<Instance> instances;
  private final String meshNamespace;
  private final List<AcceptedRule<PolicySpec>> before = new ArrayList<>();

  private PolicyUsage(MeshModel model) {
    this.instances = model.registry().instances();
    this.meshNamespace = model.registry().settings().namespace();
  }

  /** A verdict for each, as if it were accepted as it stands. */
  static Map<RuleKey, Verdict> verdicts(MeshModel model) {
    var usage = new PolicyUsage(model);
    var verdicts = new HashMap<RuleKey, Verdict>();
    for (var policy : model.rules().policies()) {
      verdicts.put(
          policy.revision().key(),
          new Verdict.Accepted(
              policy.revision(),
              usage.notUsed(policy),
              usage.warnings(policy),
              PolicyScope.demandsIdentity(policy.spec())));
      if (PolicyScope.speaksOfMutualTls(policy.spec())) {
        usage.before.add(policy);
      }
    }
    return verdicts;
  }

  private Optional<NotUsed> notUsed(AcceptedRule<PolicySpec> policy) {
    if (!PolicyScope.speaksOfMutualTls(policy.spec())) {
      return Optional.of(
          NotUsed.idle(
              new FieldError(
                  "spec.mutualTls.mode",
                  "\"UNSET\"",
                  "says nothing: set PERMISSIVE, STRICT or DISABLE")));
    }
    return before.stream()
        .filter(older -> PolicyScope.covers(older, policy))
        .findFirst()
        .map(PolicyUsage::shadowed)
        .or(() -> selectsNobody(policy).map(NotUsed::idle));
  }

  private static NotUsed shadowed(AcceptedRule<PolicySpec> older) {
    return NotUsed.shadowed(
        new FieldError(
            "spec.selector",
            "",
            "is shadowed: "
                + older.revision().key().configKey()
                + " is older and for the same workloads: remove one of the two"));
  }

  /** Who has no identity cannot look at that of others, and so takes no call any more. */
  private List<FieldError> warnings(AcceptedRule<PolicySpec> policy) {
    if (!PolicyScope.demandsIdentity(policy.spec())) {
      return List.of();
    }
    String without =
        instances.stream()
            .filter(instance -> instance.sidecar().isPresent() && !instance.identity())
            .filter(instance -> isFor(policy, instance))
            .map(instance -> instance.key().namespace() + "/" + instance.key().name())
            .sorted()
            .collect(Collectors.joining(", "));
    return without.isEmpty()
        ? List.of()
        : List.of(
            new FieldError(
                "spec.mutualTls",
                "STRICT",
                "sidecars without an identity take no call at all then: " + without));
  }

  private boolean isFor(AcceptedRule<PolicySpec> policy, Instance instance) {
    if (PolicyScope.isForSome(policy.spec())) {
      return PolicyScope.selects(policy, instance);
    }
    String namespace = policy.revision().key().namespace();
    return namespace.equals(meshNamespace) || namespace.equals(instance.key().namespace());
  }

  private Optional<FieldError> selectsNobody(AcceptedRule<PolicySpec> policy) {
    boolean selects =
        !PolicyScope.isForSome(policy.spec())
            || instances.stream().anyMatch(instance -> PolicyScope.selects(policy, instance));
    return selects
        ? Optional.empty()
        : Optional.of(
            new FieldError(
                "spec.selector.labels",
                policy.spec().selector().labels().toString(),
                "no workload of the namespace has these labels"));
  }
}
