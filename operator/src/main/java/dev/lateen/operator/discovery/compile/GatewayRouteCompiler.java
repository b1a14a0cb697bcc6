package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.gateway.model.HttpRoute;
import dev.lateen.operator.gateway.model.RequestMatch;
import dev.lateen.operator.gateway.model.RequestMatch.Path;
import dev.lateen.operator.gateway.model.RequestMatch.Value;
import dev.lateen.operator.gateway.model.RuleAction.Forward;
import dev.lateen.operator.gateway.model.RuleAction.Redirect;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.QueryParameterMatcher;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.List;

/** Compiles rules of the Gateway API into routes. */
final class GatewayRouteCompiler {
  private static final int NO_BACKEND = 500;

  private final GatewayForwardCompiler forward;

  GatewayRouteCompiler(ProxyContext proxy, GatewayBackends backends) {
    this.forward = new GatewayForwardCompiler(backends, proxy.mesh().settings().requestTimeout());
  }

  /**
   * The routes for a host, in the order in which they are tried.
   *
   * @param host a host, {@code *.example.com} for those below, or {@code *} for any
   * @param port where the listener is, as clients know it
   * @param secure whether clients speak TLS
   * @param routes what is attached
   */
  List<Route> compile(String host, int port, boolean secure, List<HttpRoute> routes) {
    return GatewayEntry.of(host, routes).stream()
        .map(entry -> compile(entry, port, secure))
        .toList();
  }

  private Route compile(GatewayEntry entry, int port, boolean secure) {
    var route =
        Route.newBuilder()
            .setName(entry.route().id() + "/" + entry.ruleIndex())
            .setMatch(match(entry.match()));
    GatewayHeaders.apply(entry.rule().request(), entry.rule().response(), route);
    entry
        .rule()
        .cors()
        .ifPresent(
            cors ->
                route.putTypedPerFilterConfig(
                    HttpFilters.CORS, Protos.any(GatewayCors.compile(cors))));
    switch (entry.rule().action()) {
      case Redirect redirect ->
          route.setRedirect(GatewayRedirect.compile(redirect, entry.match().path(), port, secure));
      case Forward to when forward.isPossible(to) ->
          route.setRoute(forward.compile(to, entry.match().path()));
      case Forward _ ->
          route.setDirectResponse(DirectResponseAction.newBuilder().setStatus(NO_BACKEND));
    }
    return route.build();
  }

  private static RouteMatch match(RequestMatch match) {
    var builder = RouteMatch.newBuilder();
    path(match.path()).addTo(builder);
    match
        .method()
        .ifPresent(method -> builder.addHeaders(header(new Value(":method", method, false))));
    match.headers().forEach(value -> builder.addHeaders(header(value)));
    match
        .query()
        .forEach(
            value ->
                builder.addQueryParameters(
                    QueryParameterMatcher.newBuilder()
                        .setName(value.name())
                        .setStringMatch(matcher(value))));
    return builder.build();
  }

  private static PathCondition path(Path path) {
    return PathCondition.of(
        switch (path) {
          case Path.Exact(var value) -> new PathCondition.Path.Exact(value);
          case Path.Prefix(var value) -> new PathCondition.Path.Elements(value);
          case Path.Regex(var value) -> new PathCondition.Path.Regex(value);
        });
  }

  private static HeaderMatcher header(Value value) {
    return HeaderMatcher.newBuilder().setName(value.name()).setStringMatch(matcher(value)).build();
  }

  private static StringMatcher matcher(Value value) {
    return value.regex()
        ? StringMatcher.newBuilder().setSafeRegex(StringMatchers.regex(value.value())).build()
        : StringMatcher.newBuilder().setExact(value.value()).build();
  }
}
