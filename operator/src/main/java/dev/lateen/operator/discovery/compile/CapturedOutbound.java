package dev.lateen.operator.discovery.compile;

import com.google.protobuf.BoolValue;
import dev.lateen.operator.discovery.compile.Destination.Location;
import dev.lateen.operator.platform.model.Endpoint;
import dev.lateen.operator.platform.model.Protocol;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Outbound traffic that is redirected to the sidecar and keeps its original destination (TM-191):
 * requests are routed by a table per port, connections by address and port. Anything else goes on
 * unchanged, or is refused where the mesh does not allow unknown hosts.
 */
final class CapturedOutbound {
  static final int PORT = 15001;
  private static final String NAME = "virtualOutbound";

  private final ProxyContext proxy;
  private final Destinations destinations;
  private final VirtualHostCompiler virtualHosts;
  private final ConnectionRules connections;
  private final References references;

  CapturedOutbound(
      ProxyContext proxy,
      Destinations destinations,
      VirtualHostCompiler virtualHosts,
      References references) {
    this.proxy = proxy;
    this.destinations = destinations;
    this.virtualHosts = virtualHosts;
    this.connections = new ConnectionRules(proxy, destinations, references);
    this.references = references;
  }

  void compile(Assembly assembly) {
    var http = httpByPort();
    assembly.listener(
        Listeners.everywhere(NAME, PORT, TrafficDirection.OUTBOUND, proxy)
            .setUseOriginalDst(BoolValue.of(true))
            .addFilterChains(Listeners.chainForPort(PORT, TcpFilters.to(SharedClusters.BLACK_HOLE)))
            .addAllFilterChains(subnets(port -> !http.containsKey(port)))
            .setDefaultFilterChain(Listeners.chain(TcpFilters.to(unknown())))
            .build());
    http.forEach((port, hosts) -> http(port, hosts, assembly));
    destinations.all().stream()
        .filter(destination -> !destination.http() && !destination.subnet())
        .forEach(destination -> tcp(destination, assembly));
  }

  private String unknown() {
    return allowAny() ? SharedClusters.PASSTHROUGH : SharedClusters.BLACK_HOLE;
  }

  private boolean allowAny() {
    return proxy.mesh().settings().outboundAllowAny();
  }

  private TreeMap<Integer, List<Destination>> httpByPort() {
    var byPort = new TreeMap<Integer, List<Destination>>();
    destinations.all().stream()
        .filter(Destination::http)
        .forEach(
            destination ->
                byPort
                    .computeIfAbsent(destination.port(), _ -> new ArrayList<>())
                    .add(destination));
    return byPort;
  }

  private void http(int port, List<Destination> hosts, Assembly assembly) {
    String table = Integer.toString(port);
    hosts.forEach(destination -> references.cluster(destination.whole()));
    var routes = virtualHosts.compile(table, hosts, true);
    if (allowAny()) {
      VirtualHostCompiler.allowAny(routes, SharedClusters.PASSTHROUGH);
    } else {
      VirtualHostCompiler.registryOnly(routes);
    }
    assembly.routes(routes.build());
    var listener =
        Listeners.everywhere(
                Listeners.ANY_ADDRESS + "_" + port, port, TrafficDirection.OUTBOUND, proxy)
            .setBindToPort(BoolValue.of(false))
            .addFilterChains(Listeners.chain(HttpFilters.discovered(table)))
            .addAllFilterChains(subnets(other -> other == port));
    var tls = new TlsPassthrough(proxy, references, assembly).chains(hosts, unknown());
    if (!tls.isEmpty()) {
      listener.addListenerFilters(ListenerFilters.tlsInspector()).addAllFilterChains(tls);
    }
    assembly.listener(listener.build());
  }

  /**
   * Subnets that egress rules open for TCP (TM-137), on the listener that gets the connections to
   * their ports.
   */
  private List<FilterChain> subnets(IntPredicate ports) {
    return destinations.all().stream()
        .filter(Destination::subnet)
        .filter(destination -> ports.test(destination.port()))
        .map(
            destination ->
                Listeners.chainForSubnet(
                    destination.hostname(), destination.port(), connections.toAll(destination)))
        .toList();
  }

  private void tcp(Destination destination, Assembly assembly) {
    var chains = connections.chains(destination);
    boolean unknown = destination.protocol() == Protocol.UNKNOWN;
    if (unknown) {
      String table = destination.virtualHostName();
      assembly.routes(virtualHosts.compile(table, destination));
      chains = Detection.before(chains, HttpFilters.discovered(table));
    }
    for (String address : addresses(destination)) {
      var listener =
          Listeners.unbound(address + "_" + destination.port(), address, destination.port())
              .addAllFilterChains(chains);
      assembly.listener((unknown ? Detection.in(listener) : listener).build());
    }
  }

  /** Where callers connect to: the virtual address, or the instances of a headless service. */
  private List<String> addresses(Destination destination) {
    return switch (destination.exit()) {
      case Location.Mesh mesh when mesh.headless() ->
          proxy.mesh().endpoints(destination.hostname(), destination.port()).stream()
              .filter(Endpoint::ready)
              .map(Endpoint::address)
              .distinct()
              .toList();
      case Location.Mesh mesh -> mesh.addresses();
      case Location.Outside outside when Addresses.isIpv4(outside.address()) ->
          List.of(outside.address());
      case Location.Outside _, Location.Member _, Location.Anywhere _, Location.ByGateway _ ->
          List.of();
    };
  }
}
