package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.platform.model.Instance.ExplicitSidecar;
import dev.lateen.operator.platform.model.Instance.Upstream;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import java.util.List;

/**
 * Outbound traffic of an application that names its sidecar as HTTP proxy (TM-167): one listener
 * with one route table for all hosts, and one listener for each TCP service it asked for. Hosts the
 * table does not know are answered 404.
 */
final class ExplicitOutbound {
  private static final String HTTP_PROXY = "http_proxy";

  private final Destinations destinations;
  private final VirtualHostCompiler virtualHosts;
  private final ConnectionRules connections;
  private final References references;

  ExplicitOutbound(
      Destinations destinations,
      VirtualHostCompiler virtualHosts,
      ConnectionRules connections,
      References references) {
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
    List<Destination> http = destinations.all().stream().filter(Destination::http).toList();
    http.forEach(destination -> references.cluster(destination.whole()));
    assembly.routes(virtualHosts.compile(HTTP_PROXY, http, false).build());
    assembly.listener(
        Listeners.bound(
            HTTP_PROXY,
            Listeners.LOOPBACK,
            port,
            TrafficDirection.OUTBOUND,
            HttpFilters.discovered(HTTP_PROXY)));
  }

  private void upstream(Upstream upstream, Assembly assembly) {
    var chains =
        destinations
            .find(upstream.hostname(), upstream.port())
            .map(connections::chains)
            .orElse(List.of(Listeners.chain(TcpFilters.to(SharedClusters.BLACK_HOLE))));
    assembly.listener(
        Listeners.open(
                "upstream_" + upstream.localPort(),
                Listeners.LOOPBACK,
                upstream.localPort(),
                TrafficDirection.OUTBOUND)
            .addAllFilterChains(chains)
            .build());
  }
}
