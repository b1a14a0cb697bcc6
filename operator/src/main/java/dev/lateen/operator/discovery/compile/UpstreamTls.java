package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.gateway.model.BackendTls;
import dev.lateen.operator.gateway.model.BackendTls.ServerName;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.List;

/**
 * TLS the proxy speaks to hosts outside the mesh (TM-131, TM-132), and a gateway to services that a
 * policy says it for; the host is verified.
 */
final class UpstreamTls {
  private UpstreamTls() {}

  /**
   * Trusts public authorities and the host's own name.
   *
   * @param host the name asked for and verified
   * @param authorities file on the proxy's machine with the certificates of public authorities
   */
  static TransportSocket to(String host, String authorities) {
    return socket(
        host,
        DataSource.newBuilder().setFilename(authorities).build(),
        List.of(new ServerName.Host(host)),
        List.of());
  }

  /**
   * Trusts the authorities of a policy, or the public ones, and the names it gives.
   *
   * @param tls what the policy says
   * @param authorities file on the proxy's machine with the certificates of public authorities
   * @param protocols what the connection carries; empty: not negotiated
   */
  static TransportSocket to(BackendTls.Verified tls, String authorities, List<String> protocols) {
    DataSource trusted =
        tls.authorities()
            .map(pem -> DataSource.newBuilder().setInlineString(pem).build())
            .orElseGet(() -> DataSource.newBuilder().setFilename(authorities).build());
    return socket(tls.hostname(), trusted, tls.names(), protocols);
  }

  private static TransportSocket socket(
      String host, DataSource trusted, List<ServerName> names, List<String> protocols) {
    var validation = CertificateValidationContext.newBuilder().setTrustedCa(trusted);
    names.forEach(name -> validation.addMatchTypedSubjectAltNames(matcher(name)));
    var context =
        UpstreamTlsContext.newBuilder()
            .setSni(host)
            .setCommonTlsContext(
                CommonTlsContext.newBuilder()
                    .addAllAlpnProtocols(protocols)
                    .setValidationContext(validation))
            .build();
    return TransportSocket.newBuilder()
        .setName("envoy.transport_sockets.tls")
        .setTypedConfig(Protos.any(context))
        .build();
  }

  private static SubjectAltNameMatcher matcher(ServerName name) {
    return switch (name) {
      case ServerName.Host(var value) -> matcher(SubjectAltNameMatcher.SanType.DNS, value);
      case ServerName.Uri(var value) -> matcher(SubjectAltNameMatcher.SanType.URI, value);
    };
  }

  private static SubjectAltNameMatcher matcher(SubjectAltNameMatcher.SanType type, String value) {
    return SubjectAltNameMatcher.newBuilder()
        .setSanType(type)
        .setMatcher(StringMatcher.newBuilder().setExact(value))
        .build();
  }
}
