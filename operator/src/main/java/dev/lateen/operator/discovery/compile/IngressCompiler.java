package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.gateway.model.EdgeTls;
import dev.lateen.operator.gateway.model.GatewayListener.Certificate;
import dev.lateen.operator.platform.model.IngressPath;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The ingress gateway (TM-110 to TM-118): a listener on its port named {@code http} and, where an
 * Ingress has a certificate, one on that named {@code https}. Both have a virtual host per host of
 * the Ingresses, paths of any host after those of the host itself. The rules of the backend apply
 * inside each path. What matches nothing is answered 404 (TM-115). The name a client of TLS asks
 * for decides on the certificate alone, the host of each request on where it goes.
 */
final class IngressCompiler {
  private static final String PLAIN = "http";
  private static final String SECURE = "https";
  private static final String ANY_HOST = "*";

  private static final Comparator<IngressPath> MOST_SPECIFIC_FIRST =
      Comparator.comparing(IngressPath::kind, Comparator.comparing(IngressCompiler::rank))
          .thenComparing(path -> path.path().length(), Comparator.reverseOrder())
          .thenComparing(IngressPath::path)
          .thenComparing(IngressPath::ingress);

  private final ProxyContext proxy;
  private final Destinations destinations;
  private final RouteCompiler routes;
  private final References references;

  IngressCompiler(
      ProxyContext proxy, Destinations destinations, RouteCompiler routes, References references) {
    this.proxy = proxy;
    this.destinations = destinations;
    this.routes = routes;
    this.references = references;
  }

  void compile(Assembly assembly) {
    port(PLAIN).ifPresent(port -> plain(port, assembly));
    if (!proxy.mesh().edgeTls().isEmpty()) {
      port(SECURE).ifPresent(port -> secure(port, assembly));
    }
  }

  private Optional<Integer> port(String name) {
    return Optional.ofNullable(proxy.instance().applicationPorts().get(name));
  }

  private void plain(int port, Assembly assembly) {
    assembly.listener(
        listener(port).addFilterChains(Listeners.chain(requests(port, assembly))).build());
  }

  private void secure(int port, Assembly assembly) {
    EdgeTls tls = proxy.mesh().edgeTls();
    Filter requests = requests(port, assembly);
    var listener = listener(port).addListenerFilters(ListenerFilters.tlsInspector());
    tls.servers()
        .forEach(
            server ->
                listener.addFilterChains(
                    chain(server.secret(), server.hosts(), server.certificate(), requests)));
    tls.fallback()
        .ifPresent(
            certificate ->
                listener.addFilterChains(
                    chain(ANY_HOST, List.of(ANY_HOST), certificate, requests)));
    assembly.listener(listener.build());
  }

  private static FilterChain chain(
      String name, List<String> hosts, Certificate certificate, Filter requests) {
    return FilterChain.newBuilder()
        .setName(name)
        .setFilterChainMatch(ServerTls.match(hosts))
        .setTransportSocket(ServerTls.socket(certificate, ServerTls.HTTP_PROTOCOLS))
        .addFilters(requests)
        .build();
  }

  private Listener.Builder listener(int port) {
    return Listeners.open(
        "ingress_" + port,
        Addresses.isLoopback(proxy.instance().address())
            ? proxy.instance().address()
            : Listeners.ANY_ADDRESS,
        port,
        TrafficDirection.INBOUND);
  }

  private Filter requests(int port, Assembly assembly) {
    String table = "ingress." + port;
    assembly.routes(table(table, port));
    return HttpFilters.discoveredAtEdge(table);
  }

  private RouteConfiguration table(String name, int port) {
    var byHost = new TreeMap<String, List<IngressPath>>();
    for (IngressPath path : proxy.mesh().ingressPaths()) {
      byHost.computeIfAbsent(path.host().orElse(ANY_HOST), _ -> new ArrayList<>()).add(path);
    }
    List<IngressPath> ofAnyHost = byHost.getOrDefault(ANY_HOST, List.of());
    var table = RouteConfiguration.newBuilder().setName(name);
    byHost.forEach(
        (host, paths) -> {
          Stream<IngressPath> others = host.equals(ANY_HOST) ? Stream.of() : ofAnyHost.stream();
          Stream<IngressPath> all =
              Stream.concat(
                  paths.stream().sorted(MOST_SPECIFIC_FIRST), others.sorted(MOST_SPECIFIC_FIRST));
          table.addVirtualHosts(
              VirtualHost.newBuilder()
                  .setName(host)
                  .addAllDomains(domains(host, port))
                  .setIncludeRequestAttemptCount(true)
                  .addAllRoutes(all.flatMap(this::routes).toList()));
        });
    return table.build();
  }

  private Stream<Route> routes(IngressPath path) {
    return destinations
        .find(path.hostname(), path.port())
        .filter(Destination::http)
        .map(
            destination -> {
              references.cluster(destination.whole());
              return routes.compile(destination, new IngressScope(path)).stream();
            })
        .orElseGet(Stream::of);
  }

  /** A host is meant with any port; a wildcard host only with the gateway's own. */
  private static List<String> domains(String host, int port) {
    if (host.equals(ANY_HOST)) {
      return List.of(ANY_HOST);
    }
    return host.startsWith(ANY_HOST)
        ? List.of(host, host + ":" + port)
        : List.of(host, host + ":*");
  }

  private static int rank(IngressPath.Kind kind) {
    return switch (kind) {
      case EXACT -> 0;
      case REGEX -> 1;
      case PREFIX -> 2;
    };
  }
}
