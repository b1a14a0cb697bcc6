package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.gateway.model.ByteRoute;
import dev.lateen.operator.gateway.model.GatewayListener;
import dev.lateen.operator.gateway.model.GatewayListener.Certificate;
import dev.lateen.operator.gateway.model.GatewayListener.Content;
import dev.lateen.operator.gateway.model.HttpRoute;
import dev.lateen.operator.gateway.model.RuleAction.Backend;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Filter chains for connections inside TLS, which are told apart by the name clients ask for, and
 * filters for bytes.
 */
final class GatewayTlsCompiler {
  private final GatewayBackends backends;

  GatewayTlsCompiler(GatewayBackends backends) {
    this.backends = backends;
  }

  /**
   * The chains of a listener that ends TLS and carries requests. Of several certificates the first
   * is for its host, the others for names of theirs that nobody else has.
   *
   * @param taken names that have a chain on the port; gets those of this listener
   */
  List<FilterChain> terminating(
      GatewayListener listener, Content.Http content, Set<String> taken, Filter filter) {
    String own = listener.host().orElse(HttpRoute.ANY_HOST);
    List<Certificate> certificates = content.certificates();
    List<FilterChain> chains = new ArrayList<>();
    chains.add(
        chain(listener.name(), List.of(own), filter)
            .setTransportSocket(socket(certificates.getFirst(), content))
            .build());
    if (certificates.size() > 1) {
      taken.addAll(CertificateNames.of(certificates.getFirst()));
    }
    for (Certificate other : certificates.subList(1, certificates.size())) {
      List<String> names =
          CertificateNames.of(other).stream()
              .filter(name -> GatewayTable.covers(own, name))
              .filter(taken::add)
              .toList();
      if (!names.isEmpty()) {
        String name = listener.name() + "." + names.getFirst();
        chains.add(chain(name, names, filter).setTransportSocket(socket(other, content)).build());
      }
    }
    return chains;
  }

  private static FilterChain.Builder chain(String name, List<String> hosts, Filter filter) {
    return FilterChain.newBuilder()
        .setName(name)
        .setFilterChainMatch(ServerTls.match(hosts))
        .addFilters(filter);
  }

  private static TransportSocket socket(Certificate certificate, Content.Http content) {
    return ServerTls.socket(certificate, ServerTls.HTTP_PROTOCOLS, content.clients());
  }

  /**
   * The chains of a listener that carries bytes: one for each name, which the first route has.
   * Other names of the listener are closed.
   */
  List<FilterChain> chains(GatewayListener listener, Content.Tls content) {
    Map<String, FilterChain> byName = new LinkedHashMap<>();
    for (ByteRoute route : content.routes()) {
      for (String host : route.hosts()) {
        byName.computeIfAbsent(host, _ -> chain(listener, content, host, filter(route)));
      }
    }
    byName.computeIfAbsent(
        listener.host().orElse(HttpRoute.ANY_HOST), host -> closing(listener, host));
    return List.copyOf(byName.values());
  }

  private static FilterChain chain(
      GatewayListener listener, Content.Tls content, String host, Filter filter) {
    var chain = closing(listener, host).toBuilder().setFilters(0, filter);
    if (!content.certificates().isEmpty()) {
      chain.setTransportSocket(
          ServerTls.socket(CertificateNames.closest(content.certificates(), host), List.of()));
    }
    return chain.build();
  }

  private static FilterChain closing(GatewayListener listener, String host) {
    return FilterChain.newBuilder()
        .setName(listener.name() + "." + host)
        .setFilterChainMatch(ServerTls.match(List.of(host)))
        .addFilters(TcpFilters.to(SharedClusters.BLACK_HOLE))
        .build();
  }

  /** Where all connections go that nothing tells apart: where the oldest route says. */
  Filter first(List<ByteRoute> routes) {
    return routes.stream()
        .findFirst()
        .map(this::filter)
        .orElseGet(() -> TcpFilters.to(SharedClusters.BLACK_HOLE));
  }

  private Filter filter(ByteRoute route) {
    Map<String, Integer> shares = new LinkedHashMap<>();
    for (Backend backend : route.backends()) {
      shares.merge(
          backend.service().flatMap(backends::cluster).orElse(SharedClusters.BLACK_HOLE),
          backend.weight(),
          Integer::sum);
    }
    return shares.isEmpty()
        ? TcpFilters.to(SharedClusters.BLACK_HOLE)
        : TcpFilters.byWeight(route.id(), shares);
  }
}
