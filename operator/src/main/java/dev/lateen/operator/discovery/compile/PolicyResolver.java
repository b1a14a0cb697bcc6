package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.DestinationPolicySpec;
import dev.lateen.crds.v1alpha1.IstioService;
import dev.lateen.operator.rules.AcceptedRule;
import java.util.Comparator;
import java.util.Optional;

/** Which destination policy governs a proxy's calls to a subset (TM-058, TM-080 to TM-082). */
final class PolicyResolver {
  private final ProxyContext proxy;

  PolicyResolver(ProxyContext proxy) {
    this.proxy = proxy;
  }

  /**
   * The policy whose labels are exactly the subset's and whose source includes the proxy. One that
   * names a source version goes before one that names a source, and that before one for everybody;
   * among equals the smallest config key wins.
   */
  Optional<AcceptedRule<DestinationPolicySpec>> resolve(Subset subset) {
    return proxy.mesh().destinationPolicies(subset.hostname()).stream()
        .filter(policy -> policy.spec().destination().labels().equals(subset.labels()))
        .filter(policy -> proxy.calledFrom(policy, source(policy)))
        .max(Comparator.comparingInt(PolicyResolver::specificity).thenComparing(smallestKey()));
  }

  private static Optional<IstioService> source(AcceptedRule<DestinationPolicySpec> policy) {
    return Optional.ofNullable(policy.spec().source());
  }

  private static int specificity(AcceptedRule<DestinationPolicySpec> policy) {
    return source(policy).map(source -> source.labels().isEmpty() ? 1 : 2).orElse(0);
  }

  private static Comparator<AcceptedRule<DestinationPolicySpec>> smallestKey() {
    return Comparator
        .<AcceptedRule<DestinationPolicySpec>, dev.lateen.operator.rules.RuleKey>comparing(
            policy -> policy.revision().key())
        .reversed();
  }
}
