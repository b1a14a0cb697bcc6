package dev.lateen.operator.discovery.compile;

import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;

/** TLS the proxy speaks to hosts outside the mesh (TM-131, TM-132); the host is verified. */
final class UpstreamTls {
  private UpstreamTls() {}

  /**
   * Trusts public authorities and the host's own name.
   *
   * @param host the name asked for and verified
   * @param authorities file on the proxy's machine with the certificates of public authorities
   */
  static TransportSocket to(String host, String authorities) {
    var validation =
        CertificateValidationContext.newBuilder()
            .setTrustedCa(DataSource.newBuilder().setFilename(authorities))
            .addMatchTypedSubjectAltNames(
                SubjectAltNameMatcher.newBuilder()
                    .setSanType(SubjectAltNameMatcher.SanType.DNS)
                    .setMatcher(StringMatcher.newBuilder().setExact(host)));
    var context =
        UpstreamTlsContext.newBuilder()
            .setSni(host)
            .setCommonTlsContext(CommonTlsContext.newBuilder().setValidationContext(validation))
            .build();
    return TransportSocket.newBuilder()
        .setName("envoy.transport_sockets.tls")
        .setTypedConfig(Protos.any(context))
        .build();
  }
}
