package dev.lateen.operator.discovery.compile;

import com.google.protobuf.BoolValue;
import dev.lateen.operator.gateway.model.GatewayListener.Certificate;
import dev.lateen.operator.gateway.model.HttpRoute;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import java.util.List;
import java.util.Optional;

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

  /** For clients without certificates. */
  static TransportSocket socket(Certificate certificate, List<String> protocols) {
    return socket(certificate, protocols, Optional.empty());
  }

  /**
   * The same for others.
   *
   * @param clients authorities that clients need a certificate of; empty: they need none
   */
  static TransportSocket socket(
      Certificate certificate, List<String> protocols, Optional<String> clients) {
    var common =
        CommonTlsContext.newBuilder()
            .addAllAlpnProtocols(protocols)
            .addTlsCertificates(
                TlsCertificate.newBuilder()
                    .setCertificateChain(text(certificate.chain()))
                    .setPrivateKey(text(certificate.key())));
    var context = DownstreamTlsContext.newBuilder();
    clients.ifPresent(
        authorities -> {
          common.getValidationContextBuilder().setTrustedCa(text(authorities));
          context.setRequireClientCertificate(BoolValue.of(true));
        });
    return TransportSocket.newBuilder()
        .setName("envoy.transport_sockets.tls")
        .setTypedConfig(Protos.any(context.setCommonTlsContext(common).build()))
        .build();
  }

  private static DataSource text(String pem) {
    return DataSource.newBuilder().setInlineString(pem).build();
  }
}
