package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.gateway.model.GatewayListener;
import dev.lateen.operator.gateway.model.GatewayListener.Content;
import dev.lateen.operator.gateway.model.HttpRoute;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The route table of listeners that share a port. A host belongs to the most specific listener that
 * covers it, whose routes alone are tried: a virtual host for each host of a listener and of its
 * routes, with the routes of that very host first.
 */
final class GatewayTable {
  private static final String WILDCARD = "*.";

  private final int port;
  private final boolean secure;
  private final List<GatewayListener> listeners;
  private final GatewayRouteCompiler routes;

  private GatewayTable(
      int port, boolean secure, List<GatewayListener> listeners, GatewayRouteCompiler routes) {
    this.port = port;
    this.secure = secure;
    this.listeners = listeners;
    this.routes = routes;
  }

  static RouteConfiguration compile(
      String name,
      int port,
      boolean secure,
      List<GatewayListener> listeners,
      GatewayRouteCompiler routes) {
    var table = RouteConfiguration.newBuilder().setName(name);
    var tables = new GatewayTable(port, secure, listeners, routes);
    listeners.forEach(
        listener ->
            tables.hosts(listener).stream()
                .filter(host -> tables.owns(listener, host))
                .forEach(host -> table.addVirtualHosts(tables.virtualHost(listener, host))));
    return table.build();
  }

  private Set<String> hosts(GatewayListener listener) {
    Set<String> hosts = new LinkedHashSet<>();
    hosts.add(own(listener));
    routes(listener).forEach(route -> hosts.addAll(route.hosts()));
    return hosts;
  }

  /** Whether no other listener of the port covers the host more closely. */
  private boolean owns(GatewayListener listener, String host) {
    return listeners.stream()
        .filter(other -> other != listener)
        .map(GatewayTable::own)
        .noneMatch(other -> covers(other, host) && !covers(other, own(listener)));
  }

  private VirtualHost virtualHost(GatewayListener listener, String host) {
    return VirtualHost.newBuilder()
        .setName(listener.name() + "/" + host)
        .addAllDomains(domains(host))
        .setIncludeRequestAttemptCount(true)
        .addAllRoutes(routes.compile(host, port, secure, routes(listener)))
        .build();
  }

  private List<String> domains(String host) {
    if (host.equals(HttpRoute.ANY_HOST)) {
      return List.of(host);
    }
    return host.startsWith(WILDCARD)
        ? List.of(host, host + ":" + port)
        : List.of(host, host + ":*");
  }

  private static List<HttpRoute> routes(GatewayListener listener) {
    return listener.content() instanceof Content.Http http ? http.routes() : List.of();
  }

  private static String own(GatewayListener listener) {
    return Optional.of(listener).flatMap(GatewayListener::host).orElse(HttpRoute.ANY_HOST);
  }

  /** Whether every host that the narrow one means is meant by the wide one, too. */
  static boolean covers(String wide, String narrow) {
    return wide.equals(HttpRoute.ANY_HOST)
        || wide.equals(narrow)
        || wide.startsWith(WILDCARD)
            && narrow.endsWith(wide.substring(1))
            && narrow.length() > wide.length() - 1;
  }
}
