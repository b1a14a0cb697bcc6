package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.discovery.compile.Destination.Location;
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
   * Trusts public authorities and the destination's own name.
   *
   * @param authorities file on the proxy's machine with the certificates of public authorities
   */
  static TransportSocket to(Destination destination, String authorities) {
    var validation =
        CertificateValidationContext.newBuilder()
            .setTrustedCa(DataSource.newBuilder().setFilename(authorities));
    var context = UpstreamTlsContext.newBuilder();
    if (destination.location() instanceof Location.Outside outside) {
      context.setSni(outside.address());
      validation.addMatchTypedSubjectAltNames(
          SubjectAltNameMatcher.newBuilder()
              .setSanType(SubjectAltNameMatcher.SanType.DNS)
              .setMatcher(StringMatcher.newBuilder().setExact(outside.address())));
    }
    context.setCommonTlsContext(CommonTlsContext.newBuilder().setValidationContext(validation));
    return TransportSocket.newBuilder()
        .setName("envoy.transport_sockets.tls")
        .setTypedConfig(Protos.any(context.build()))
        .build();
  }
}
