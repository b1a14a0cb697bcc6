package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.gateway.model.GatewayListener;
import dev.lateen.operator.gateway.model.GatewayListener.Content;
import dev.lateen.operator.gateway.model.GatewayModel;
import dev.lateen.operator.gateway.model.HttpRoute;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A gateway of the Gateway API (TS-04): one listener for each port of its Gateway. Listeners of the
 * Gateway that share a port are told apart by host: by the name that clients of TLS ask for, each
 * with a filter chain and a route table of its own, or by the virtual hosts of one table.
 */
final class GatewayCompiler {
  private final ProxyContext proxy;
  private final GatewayRouteCompiler routes;
  private final GatewayTlsCompiler tls;

  GatewayCompiler(ProxyContext proxy, Destinations destinations, References references) {
    this.proxy = proxy;
    var backends = new GatewayBackends(proxy, destinations, references);
    this.routes = new GatewayRouteCompiler(proxy, backends);
    this.tls = new GatewayTlsCompiler(backends);
  }

  /** The listeners of the Gateway the proxy serves; empty where it serves none. */
  static Optional<List<GatewayListener>> listeners(ProxyContext proxy) {
    return Optional.ofNullable(proxy.instance().labels().get(GatewayModel.GATEWAY_LABEL))
        .map(
            name -> proxy.mesh().gateways().listeners(proxy.namespace(), name).orElseGet(List::of));
  }

  void compile(List<GatewayListener> listeners, Assembly assembly) {
    Map<Integer, List<GatewayListener>> byPort =
        listeners.stream()
            .collect(
                Collectors.groupingBy(
                    GatewayListener::port, TreeMap::new, Collectors.toUnmodifiableList()));
    byPort.forEach((port, ofPort) -> compile(port, ofPort, assembly));
  }

  private void compile(int port, List<GatewayListener> ofPort, Assembly assembly) {
    var listener = listener("gateway_" + port, port);
    if (isPlain(ofPort.getFirst())) {
      String table = "gateway." + port;
      assembly.routes(GatewayTable.plain(table, port, ofPort, routes));
      listener.addFilterChains(Listeners.chain(HttpFilters.discoveredAtEdge(table)));
    } else if (ofPort.getFirst().content() instanceof Content.Tcp tcp) {
      listener.addFilterChains(Listeners.chain(tls.first(tcp.routes())));
    } else {
      listener.addListenerFilters(ListenerFilters.tlsInspector());
      Set<String> taken = new HashSet<>();
      ofPort.forEach(one -> taken.add(one.host().orElse(HttpRoute.ANY_HOST)));
      ofPort.forEach(one -> listener.addAllFilterChains(chains(one, ofPort, taken, assembly)));
    }
    assembly.listener(listener.build());
  }

  private Listener.Builder listener(String name, int port) {
    String address = proxy.instance().address();
    return Addresses.isLoopback(address)
        ? Listeners.open(name, address, port, TrafficDirection.INBOUND)
        : Listeners.everywhere(name, port, TrafficDirection.INBOUND, proxy);
  }

  private static boolean isPlain(GatewayListener listener) {
    return listener.content() instanceof Content.Http http && http.certificates().isEmpty();
  }

  private List<FilterChain> chains(
      GatewayListener listener,
      List<GatewayListener> ofPort,
      Set<String> taken,
      Assembly assembly) {
    return switch (listener.content()) {
      case Content.Http http -> {
        String table = "gateway." + listener.port() + "." + listener.name();
        assembly.routes(GatewayTable.secure(table, listener, ofPort, routes));
        yield tls.terminating(listener, http, taken, HttpFilters.discoveredAtEdge(table));
      }
      case Content.Tls content -> tls.chains(listener, content);
      case Content.Tcp _ -> List.of();
    };
  }
}
