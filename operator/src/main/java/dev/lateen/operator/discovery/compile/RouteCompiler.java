package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.RouteRuleSpec;
import dev.lateen.operator.gateway.model.HttpRoute;
import dev.lateen.operator.rules.AcceptedRule;
import dev.lateen.operator.rules.RuleKey;
import dev.lateen.operator.rules.RuleScope;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The routes of one destination: its rules in the order they are tried, then the default (TM-050 to
 * TM-054). Rules that name another source than the proxy, or TCP connections, give no route.
 */
final class RouteCompiler {
  static final String DEFAULT_ROUTE = "default";

  private final ProxyContext proxy;
  private final RouteActionCompiler actions;
  private final References references;
  private final GatewayRouteCompiler gatewayRoutes;
  private final EgressHop egress;

  RouteCompiler(ProxyContext proxy, Destinations destinations, References references) {
    this.proxy = proxy;
    this.references = references;
    this.egress = new EgressHop(proxy, references);
    this.gatewayRoutes =
        new GatewayRouteCompiler(proxy, new GatewayBackends(proxy, destinations, references));
    this.actions =
        new RouteActionCompiler(
            new ForwardCompiler(
                destinations, references, new HashPolicyCompiler(new PolicyResolver(proxy))),
            proxy.mesh().settings().requestTimeout());
  }

  /**
   * The routes for requests of a scope; a rule that takes everything ends the list (TM-051). Routes
   * of the Gateway API that are attached to the destination stand in place of its rules between
   * workloads (TS-04): what none of them takes is answered 404.
   */
  List<Route> compile(Destination destination, PathScope scope) {
    List<HttpRoute> attached =
        proxy.mesh().gateways().routes(destination.hostname(), destination.port());
    return attached.isEmpty() || proxy.identity().type() == ProxyIdentity.Type.INGRESS
        ? byRules(destination, scope)
        : gatewayRoutes.compile(HttpRoute.ANY_HOST, destination.port(), false, attached);
  }

  private List<Route> byRules(Destination destination, PathScope scope) {
    var routes = new ArrayList<Route>();
    for (AcceptedRule<RouteRuleSpec> rule : proxy.mesh().routeRules(destination.hostname())) {
      if (!applies(rule, destination)) {
        continue;
      }
      Optional<PathCondition> path = scope.intersect(MatchCompiler.uri(rule.spec()));
      path.ifPresent(condition -> routes.add(route(destination, rule, condition)));
      if (MatchCompiler.takesEverything(rule.spec())) {
        return routes;
      }
    }
    scope
        .intersect(Optional.empty())
        .ifPresent(condition -> routes.add(defaultRoute(destination, condition)));
    return routes;
  }

  private boolean applies(AcceptedRule<RouteRuleSpec> rule, Destination destination) {
    return RuleScope.requests(rule.spec())
        && Optional.ofNullable(rule.spec().match())
            .map(
                match ->
                    (match.port() == null || match.port() == destination.port())
                        && proxy.calls(rule, match))
            .orElse(true);
  }

  private Route route(
      Destination destination, AcceptedRule<RouteRuleSpec> rule, PathCondition path) {
    RouteRuleSpec spec = rule.spec();
    references.rule(rule.revision());
    var route =
        Route.newBuilder()
            .setName(name(rule.revision().key()))
            .setMatch(MatchCompiler.compile(spec, path));
    action(route, destination, rule, path);
    headers(route, spec);
    RouteMetadata.of(spec).ifPresent(route::setMetadata);
    filters(route, spec);
    return route.build();
  }

  private void action(
      Route.Builder route,
      Destination destination,
      AcceptedRule<RouteRuleSpec> rule,
      PathCondition path) {
    RouteRuleSpec spec = rule.spec();
    if (spec.redirect() != null) {
      route.setRedirect(AnswerCompiler.redirect(spec.redirect()));
    } else if (spec.directResponse() != null) {
      route.setDirectResponse(AnswerCompiler.directly(spec.directResponse()));
    } else {
      forward(route, destination, () -> actions.byRule(destination, rule, path));
    }
  }

  /** Where there is one destination, what it says of headers stands for the whole route. */
  private static void headers(Route.Builder route, RouteRuleSpec spec) {
    route.addAllRequestHeadersToAdd(HeaderCompiler.append(spec.appendHeaders()));
    if (spec.route().size() == 1 && spec.route().getFirst().headers() != null) {
      HeaderCompiler.apply(spec.route().getFirst().headers(), route);
    }
    Optional.ofNullable(spec.headers()).ifPresent(headers -> HeaderCompiler.apply(headers, route));
  }

  private static void filters(Route.Builder route, RouteRuleSpec spec) {
    Optional.ofNullable(spec.httpFault())
        .flatMap(FaultCompiler::compile)
        .ifPresent(fault -> route.putTypedPerFilterConfig(HttpFilters.FAULT, Protos.any(fault)));
    Optional.ofNullable(spec.corsPolicy())
        .ifPresent(
            cors ->
                route.putTypedPerFilterConfig(
                    HttpFilters.CORS, Protos.any(CorsCompiler.compile(cors))));
  }

  private Route defaultRoute(Destination destination, PathCondition path) {
    var route = Route.newBuilder().setName(DEFAULT_ROUTE);
    path.addTo(route.getMatchBuilder());
    forward(route, destination, () -> actions.byDefault(destination));
    return route.build();
  }

  /** What cannot leave now is answered with the reason; the cluster is there for what can. */
  private void forward(
      Route.Builder route, Destination destination, Supplier<RouteAction> forwarding) {
    RouteAction action = forwarding.get();
    Optional.of(destination)
        .filter(Destination::byGateway)
        .flatMap(_ -> egress.obstacle())
        .ifPresentOrElse(
            why -> route.setDirectResponse(AnswerCompiler.unavailable(why)),
            () -> route.setRoute(action));
  }

  /** What config dumps show: which rule made the route. */
  private static String name(RuleKey rule) {
    return rule.namespace() + "/" + rule.name();
  }
}
