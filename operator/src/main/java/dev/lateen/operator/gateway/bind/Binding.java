package dev.lateen.operator.gateway.bind;

import dev.lateen.operator.gateway.api.Meta;
import dev.lateen.operator.gateway.model.GatewayModel;
import java.util.List;

/**
 * What became of all documents of the Gateway API.
 *
 * @param model what proxies are told from
 * @param classes GatewayClasses that are ours
 * @param gateways Gateways of these classes
 * @param routes routes, those without a parent of ours with no parents
 * @param policies BackendTLSPolicies
 */
public record Binding(
    GatewayModel model,
    List<Meta> classes,
    List<GatewayReport> gateways,
    List<RouteReport> routes,
    List<PolicyReport> policies) {

  /** Where nobody uses the Gateway API. */
  public static final Binding NONE =
      new Binding(GatewayModel.NONE, List.of(), List.of(), List.of(), List.of());

  public Binding {
    classes = List.copyOf(classes);
    gateways = List.copyOf(gateways);
    routes = List.copyOf(routes);
    policies = List.copyOf(policies);
  }
}
