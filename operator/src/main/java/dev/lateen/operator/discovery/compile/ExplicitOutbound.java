package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.platform.model.Instance.ExplicitSidecar;
import dev.lateen.operator.platform.model.Instance.Upstream;
import dev.lateen.operator.platform.model.Protocol;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.List;

/**
 * Outbound traffic of an application that names its sidecar as HTTP proxy (TM-167): one listener
 * with one route table for all hosts, tunnels included, and one listener for each TCP service it
 * asked for. Hosts the table does not know are answered 404.
 */
final class ExplicitOutbound {
  private static final String HTTP_PROXY = "http_proxy";

  private final ProxyContext proxy;
  private final Destinations destinations;
  private final VirtualHostCompiler virtualHosts;
  private final ConnectionRules connections;
  private final References references;

  ExplicitOutbound(
      ProxyContext proxy,
      Destinations destinations,
      VirtualHostCompiler virtualHosts,
      ConnectionRules connections,
      References references) {
    this.proxy = proxy;
    this.destinations = destinations;
    this.virtualHosts = virtualHosts;
    this.connections = connections;
    this.references = references;
  }

  void compile(ExplicitSidecar sidecar, Assembly assembly) {
    sidecar.outboundPort().ifPresent(port -> httpProxy(port, assembly));
    sidecar.upstreams().forEach(upstream -> upstream(upstream, assembly));
  }

  private void httpProxy(int port, Assembly assembly) {
    List<Destination> http =
        destinations.all().stream().filter(ExplicitOutbound::mayBeHttp).toList();
    http.forEach(destination -> references.cluster(destination.whole()));
    var routes = virtualHosts.compile(HTTP_PROXY, http, false);
    new Tunnels(new TlsPassthrough(proxy, references, assembly), references)
        .add(routes, destinations.all());
    if (proxy.mesh().settings().outboundAllowAny()) {
      VirtualHostCompiler.allowAny(routes, UnknownHosts.CLUSTER);
      Tunnels.toUnknown(routes);
      assembly.cluster(UnknownHosts.cluster(proxy.mesh().settings().connectTimeout()));
    } else {
      VirtualHostCompiler.registryOnly(routes);
    }
    assembly.routes(routes.build());
    assembly.listener(
        Listeners.bound(
            HTTP_PROXY,
            Listeners.LOOPBACK,
            port,
            TrafficDirection.OUTBOUND,
            HttpFilters.explicit(HTTP_PROXY)));
  }

  /** Who sends a request to a proxy says that it is HTTP, also where the port does not. */
  private static boolean mayBeHttp(Destination destination) {
    return destination.http() || destination.protocol() == Protocol.UNKNOWN;
  }

  private void upstream(Upstream upstream, Assembly assembly) {
    var listener =
        Listeners.open(
            "upstream_" + upstream.localPort(),
            Listeners.LOOPBACK,
            upstream.localPort(),
            TrafficDirection.OUTBOUND);
    destinations
        .find(upstream.hostname(), upstream.port())
        .ifPresentOrElse(
            destination -> serve(listener, destination, assembly),
            () ->
                listener.addFilterChains(
                    Listeners.chain(TcpFilters.to(SharedClusters.BLACK_HOLE))));
    assembly.listener(listener.build());
  }

  private void serve(Listener.Builder listener, Destination destination, Assembly assembly) {
    var chains = connections.chains(destination);
    if (destination.protocol() != Protocol.UNKNOWN) {
      listener.addAllFilterChains(chains);
      return;
    }
    String table = destination.virtualHostName();
    assembly.routes(virtualHosts.compile(table, destination));
    Detection.in(listener)
        .addAllFilterChains(Detection.before(chains, HttpFilters.discovered(table)));
  }
}
