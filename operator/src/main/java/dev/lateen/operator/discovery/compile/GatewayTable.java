package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.gateway.model.GatewayListener;
import dev.lateen.operator.gateway.model.GatewayListener.Content;
import dev.lateen.operator.gateway.model.HttpRoute;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The route table of listeners that share a port, or of one of them where the name that clients of
 * TLS ask for tells them apart. A host belongs to the most specific listener that covers it, whose
 * routes alone are tried: a virtual host for each host of a listener and of its routes, with the
 * routes of that very host first.
 */
final class GatewayTable {
  private static final String WILDCARD = "*.";

  /**
   * What a request for a host is told that another listener has: to come by a connection to that.
   */
  private static final int MISDIRECTED = 421;

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

  /** Of all listeners of a port without TLS. */
  static RouteConfiguration plain(
      String name, int port, List<GatewayListener> listeners, GatewayRouteCompiler routes) {
    var tables = new GatewayTable(port, false, listeners, routes);
    return RouteConfiguration.newBuilder()
        .setName(name)
        .addAllVirtualHosts(listeners.stream().flatMap(tables::virtualHosts).toList())
        .build();
  }

  /** Of one of the listeners of a port with TLS. */
  static RouteConfiguration secure(
      String name,
      GatewayListener listener,
      List<GatewayListener> ofPort,
      GatewayRouteCompiler routes) {
    var tables = new GatewayTable(listener.port(), true, ofPort, routes);
    return RouteConfiguration.newBuilder()
        .setName(name)
        .addAllVirtualHosts(tables.virtualHosts(listener).toList())
        .addAllVirtualHosts(
            ofPort.stream()
                .filter(other -> other != listener)
                .map(other -> misdirected(other, listener.port()))
                .toList())
        .build();
  }

  private Stream<VirtualHost> virtualHosts(GatewayListener listener) {
    return hosts(listener).stream()
        .filter(host -> owns(listener, host))
        .map(host -> virtualHost(listener, host));
  }

  private static VirtualHost misdirected(GatewayListener other, int port) {
    return VirtualHost.newBuilder()
        .setName(other.name() + "/misdirected")
        .addAllDomains(domains(own(other), port))
        .addRoutes(
            Route.newBuilder()
                .setMatch(RouteMatch.newBuilder().setPrefix("/"))
                .setDirectResponse(DirectResponseAction.newBuilder().setStatus(MISDIRECTED)))
        .build();
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
        .addAllDomains(domains(host, port))
        .setIncludeRequestAttemptCount(true)
        .addAllRoutes(routes.compile(host, port, secure, routes(listener)))
        .build();
  }

  private static List<String> domains(String host, int port) {
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
