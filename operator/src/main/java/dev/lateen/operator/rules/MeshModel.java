package dev.lateen.operator.rules;

import dev.lateen.operator.gateway.model.EdgeTls;
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
 * @param edge certificates of the ingress gateway
 */
public record MeshModel(
    ServiceRegistry registry,
    RuleSet rules,
    TrustBundle trust,
    GatewayModel gateways,
    EdgeTls edge) {

  /** Where nobody uses the Gateway API or certificates at the edge. */
  public MeshModel(ServiceRegistry registry, RuleSet rules, TrustBundle trust) {
    this(registry, rules, trust, GatewayModel.NONE, EdgeTls.NONE);
  }

  /** Where nobody is trusted, too. */
  public MeshModel(ServiceRegistry registry, RuleSet rules) {
    this(registry, rules, TrustBundle.NONE);
  }

  /** The same with another bundle. */
  public MeshModel withTrust(TrustBundle other) {
    return new MeshModel(registry, rules, other, gateways, edge);
  }

  /** The same with other gateways. */
  public MeshModel withGateways(GatewayModel other, EdgeTls otherEdge) {
    return new MeshModel(registry, rules, trust, other, otherEdge);
  }

  /** A mesh with nothing in it. */
  public static MeshModel empty() {
    return new MeshModel(ServiceRegistry.empty(), RuleSet.empty());
  }
}
