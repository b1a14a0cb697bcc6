package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.gateway.model.GatewayListener.Certificate;
import dev.lateen.operator.gateway.model.HttpRoute;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import java.util.List;

/** TLS that gateways end, with certificates that are given inside the listener. */
final class ServerTls {
  /** Protocols of listeners that carry requests. */
  static final List<String> HTTP_PROTOCOLS = List.of("h2", "http/1.1");

  private static final String TLS = "tls";

  private ServerTls() {}

  /** Connections of clients that ask for one of these names; {@code *}: for any, or none. */
  static FilterChainMatch match(List<String> hosts) {
    var match = FilterChainMatch.newBuilder().setTransportProtocol(TLS);
    return hosts.contains(HttpRoute.ANY_HOST)
        ? match.build()
        : match.addAllServerNames(hosts).build();
  }

  static TransportSocket socket(Certificate certificate, List<String> protocols) {
    var common =
        CommonTlsContext.newBuilder()
            .addAllAlpnProtocols(protocols)
            .addTlsCertificates(
                TlsCertificate.newBuilder()
                    .setCertificateChain(text(certificate.chain()))
                    .setPrivateKey(text(certificate.key())));
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
