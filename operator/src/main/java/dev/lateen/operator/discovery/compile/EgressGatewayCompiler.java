package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.discovery.compile.Destination.Location;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.List;

/**
 * The egress gateway (TM-131, TM-136): one listener, where proxies of the mesh come by mutual TLS
 * and ask for the name of a way out. It goes there as the rule of the host says, and speaks TLS
 * where the rule says HTTPS. It knows no other hosts; who asks for something else, or has no
 * identity, gets nowhere. Rules about requests were obeyed by who calls.
 */
final class EgressGatewayCompiler {
  private final ProxyContext proxy;
  private final Destinations destinations;
  private final References references;
  private final ConnectionRules connections;

  EgressGatewayCompiler(ProxyContext proxy, Destinations destinations, References references) {
    this.proxy = proxy;
    this.destinations = destinations;
    this.references = references;
    this.connections = new ConnectionRules(proxy, destinations, references);
  }

  void compile(Assembly assembly) {
    EgressGateway.port(proxy.instance()).ifPresent(port -> listen(port, assembly));
  }

  private void listen(int port, Assembly assembly) {
    var listener =
        Listeners.open("egress_" + port, address(), port, TrafficDirection.INBOUND)
            .addListenerFilters(ListenerFilters.tlsInspector())
            .setDefaultFilterChain(Listeners.chain(TcpFilters.to(SharedClusters.BLACK_HOLE)));
    if (proxy.takesMutualTls()) {
      references.authorities();
      var unopened = new TlsPassthrough(proxy, references, assembly);
      destinations.opened().forEach(host -> open(host, listener, unopened));
    }
    assembly.listener(listener.build());
  }

  private String address() {
    return Addresses.isLoopback(proxy.instance().address())
        ? proxy.instance().address()
        : Listeners.ANY_ADDRESS;
  }

  private void open(Destination host, Listener.Builder listener, TlsPassthrough unopened) {
    listener.addFilterChains(chain(EgressNames.of(host), filter(host)));
    if (host.tls() && host.exit() instanceof Location.Outside outside) {
      String cluster = unopened.cluster(host, outside);
      listener.addFilterChains(chain(EgressNames.unopened(host, outside), TcpFilters.to(cluster)));
    }
  }

  private FilterChain chain(String name, Filter filter) {
    return FilterChain.newBuilder()
        .setName(name)
        .setFilterChainMatch(
            FilterChainMatch.newBuilder().setTransportProtocol("tls").addServerNames(name))
        .setTransportSocket(MeshTls.downstream(proxy.mesh().trust().trustDomains()))
        .addFilters(filter)
        .build();
  }

  private Filter filter(Destination host) {
    if (!host.http()) {
      return connections.toAll(host);
    }
    return host.exit() instanceof Location.Anywhere
        ? HttpFilters.givenToNamedHosts(
            routes(host, DomainNames.withPort(host.names(), host.port(), host.bare())))
        : HttpFilters.given(routes(host, List.of("*")));
  }

  private RouteConfiguration routes(Destination host, List<String> domains) {
    return PassingRoutes.to(EgressNames.of(host), references.cluster(host.whole()), domains);
  }
}
