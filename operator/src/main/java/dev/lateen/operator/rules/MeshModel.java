package dev.lateen.operator.rules;

import dev.lateen.operator.gateway.model.GatewayModel;
import dev.lateen.operator.identity.TrustBundle;
import dev.lateen.operator.platform.model.ServiceRegistry;

/**
 * What discovery compiles: one consistent state of services and rules.
 *
 * @param registry services, instances and entries
 * @param rules the rules in force
 * @param trust whom proxies trust
 * @param gateways what the Gateway API asks for
 */
public record MeshModel(
    ServiceRegistry registry, RuleSet rules, TrustBundle trust, GatewayModel gateways) {

  /** Where nobody uses the Gateway API. */
  public MeshModel(ServiceRegistry registry, RuleSet rules, TrustBundle trust) {
    this(registry, rules, trust, GatewayModel.NONE);
  }

  /** Where nobody is trusted, nor uses the Gateway API. */
  public MeshModel(ServiceRegistry registry, RuleSet rules) {
    this(registry, rules, TrustBundle.NONE);
  }

  /** The same with another bundle. */
  public MeshModel withTrust(TrustBundle other) {
    return new MeshModel(registry, rules, other, gateways);
  }

  /** The same with other gateways. */
  public MeshModel withGateways(GatewayModel other) {
    return new MeshModel(registry, rules, trust, other);
  }

  /** A mesh with nothing in it. */
  public static MeshModel empty() {
    return new MeshModel(ServiceRegistry.empty(), RuleSet.empty());
  }
}
