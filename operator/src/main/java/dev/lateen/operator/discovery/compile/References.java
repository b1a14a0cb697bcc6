package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.rules.RuleRevision;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What routes and listeners refer to while one snapshot is compiled, so that every cluster they
 * name is in it. Confined to one compilation.
 */
final class References {
  private final Set<Subset> subsets = new LinkedHashSet<>();
  private final Set<RuleRevision> rules = new HashSet<>();
  private boolean authorities;

  /** Notes that a cluster is needed. */
  String cluster(Subset subset) {
    subsets.add(subset);
    return subset.clusterName();
  }

  /** Notes that a rule shaped the configuration. */
  void rule(RuleRevision rule) {
    rules.add(rule);
  }

  /** Notes that the proxy must know whom the mesh trusts. */
  void authorities() {
    authorities = true;
  }

  boolean needsAuthorities() {
    return authorities;
  }

  Set<Subset> subsets() {
    return subsets;
  }

  Set<RuleRevision> rules() {
    return rules;
  }
}
