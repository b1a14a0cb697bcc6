package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.gateway.model.GatewayListener;
import dev.lateen.operator.gateway.model.GatewayListener.Certificate;
import dev.lateen.operator.gateway.model.GatewayListener.Content;
import dev.lateen.operator.gateway.model.HttpRoute;
import dev.lateen.operator.gateway.model.RuleAction.Backend;
import dev.lateen.operator.gateway.model.TlsRoute;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Filter chains for connections inside TLS, which are told apart by the name clients ask for. */
final class GatewayTlsCompiler {
  private static final String TLS = "tls";
  private static final List<String> HTTP_PROTOCOLS = List.of("h2", "http/1.1");

  private final Destinations destinations;
  private final References references;

  GatewayTlsCompiler(Destinations destinations, References references) {
    this.destinations = destinations;
    this.references = references;
  }

  /** The chain of a listener that ends TLS and carries requests. */
  FilterChain terminating(GatewayListener listener, List<Certificate> certificates, Filter filter) {
    return FilterChain.newBuilder()
        .setName(listener.name())
        .setFilterChainMatch(match(listener.host().orElse(HttpRoute.ANY_HOST)))
        .setTransportSocket(socket(certificates, HTTP_PROTOCOLS))
        .addFilters(filter)
        .build();
  }

  /**
   * The chains of a listener that carries bytes: one for each name, which the first route has.
   * Other names of the listener are closed.
   */
  List<FilterChain> chains(GatewayListener listener, Content.Tls content) {
    Map<String, FilterChain> byName = new LinkedHashMap<>();
    for (TlsRoute route : content.routes()) {
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
      chain.setTransportSocket(socket(content.certificates(), List.of()));
    }
    return chain.build();
  }

  private static FilterChain closing(GatewayListener listener, String host) {
    return FilterChain.newBuilder()
        .setName(listener.name() + "." + host)
        .setFilterChainMatch(match(host))
        .addFilters(TcpFilters.to(SharedClusters.BLACK_HOLE))
        .build();
  }

  private Filter filter(TlsRoute route) {
    Map<String, Integer> shares = new LinkedHashMap<>();
    for (Backend backend : route.backends()) {
      shares.merge(
          backend
              .service()
              .flatMap(service -> destinations.find(service.hostname(), service.port()))
              .map(destination -> references.cluster(destination.whole()))
              .orElse(SharedClusters.BLACK_HOLE),
          backend.weight(),
          Integer::sum);
    }
    return shares.isEmpty()
        ? TcpFilters.to(SharedClusters.BLACK_HOLE)
        : TcpFilters.byWeight(route.id(), shares);
  }

  private static FilterChainMatch match(String host) {
    var match = FilterChainMatch.newBuilder().setTransportProtocol(TLS);
    return host.equals(HttpRoute.ANY_HOST) ? match.build() : match.addServerNames(host).build();
  }

  private static TransportSocket socket(List<Certificate> certificates, List<String> protocols) {
    var common = CommonTlsContext.newBuilder().addAllAlpnProtocols(protocols);
    certificates.forEach(
        certificate ->
            common.addTlsCertificates(
                TlsCertificate.newBuilder()
                    .setCertificateChain(text(certificate.chain()))
                    .setPrivateKey(text(certificate.key()))));
    return TransportSocket.newBuilder()
        .setName("envoy.transport_sockets.tls")
        .setTypedConfig(
            Protos.any(DownstreamTlsContext.newBuilder().setCommonTlsContext(common).build()))
        .build();
  }

  private static DataSource text(String pem) {
    return DataSource.newBuilder().setInlineString(pem).build();
  }
}
