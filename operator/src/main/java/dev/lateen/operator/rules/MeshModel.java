package dev.lateen.operator.rules;

import dev.lateen.operator.identity.TrustBundle;
import dev.lateen.operator.platform.model.ServiceRegistry;

/**
 * What discovery compiles: one consistent state of services and rules.
 *
 * @param registry services, instances and entries
 * @param rules the rules in force
 * @param trust whom proxies trust
 */
public record MeshModel(ServiceRegistry registry, RuleSet rules, TrustBundle trust) {

  /** Where nobody is trusted. */
  public MeshModel(ServiceRegistry registry, RuleSet rules) {
    this(registry, rules, TrustBundle.NONE);
  }

  /** The same with another bundle. */
  public MeshModel withTrust(TrustBundle other) {
    return new MeshModel(registry, rules, other);
  }

  /** A mesh with nothing in it. */
  public static MeshModel empty() {
    return new MeshModel(ServiceRegistry.empty(), RuleSet.empty());
  }
}
