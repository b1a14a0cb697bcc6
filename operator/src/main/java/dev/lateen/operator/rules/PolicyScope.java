package dev.lateen.operator.rules;

import dev.lateen.crds.v1alpha1.MutualTls;
import dev.lateen.crds.v1alpha1.PolicySpec;
import dev.lateen.operator.platform.model.Instance;
import java.util.Map;

/** For which workloads a policy is (TS-08). Pure. */
public final class PolicyScope {
  private PolicyScope() {}

  /** Whether it says anything about mutual TLS. */
  public static boolean speaksOfMutualTls(PolicySpec policy) {
    return policy.mutualTls().mode() != MutualTls.Mode.UNSET
        || !policy.mutualTls().ports().isEmpty();
  }

  /** Whether callers of some port must prove who they are. */
  static boolean demandsIdentity(PolicySpec policy) {
    return policy.mutualTls().mode() == MutualTls.Mode.STRICT
        || policy.mutualTls().ports().values().stream()
            .anyMatch(port -> port.mode() == MutualTls.Mode.STRICT);
  }

  /** Whether it is for some workloads of its namespace only. */
  public static boolean isForSome(PolicySpec policy) {
    return !labels(policy).isEmpty();
  }

  /** Whether it is for some workloads of its namespace, and this is one of them. */
  public static boolean selects(AcceptedRule<PolicySpec> policy, Instance instance) {
    return isForSome(policy.spec())
        && policy.revision().key().namespace().equals(instance.key().namespace())
        && instance.labels().entrySet().containsAll(labels(policy.spec()).entrySet());
  }

  /** Whether every workload the second is for is one that the first is for in the same scope. */
  static boolean covers(AcceptedRule<PolicySpec> first, AcceptedRule<PolicySpec> second) {
    return first.revision().key().namespace().equals(second.revision().key().namespace())
        && isForSome(first.spec()) == isForSome(second.spec())
        && labels(second.spec()).entrySet().containsAll(labels(first.spec()).entrySet());
  }

  private static Map<String, String> labels(PolicySpec policy) {
    return policy.selector().labels();
  }
}
