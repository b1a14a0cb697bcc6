package dev.lateen.bench.discovery;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.List;

/** Mutual TLS 1.3 between two proxies, with P-256 certificates. */
final class TransportSockets {
  private static final String NAME = "envoy.transport_sockets.tls";

  private TransportSockets() {}

  /** Of a listener: callers must show a certificate. */
  static TransportSocket downstream(Certificates certificates) {
    return socket(
        DownstreamTlsContext.newBuilder()
            .setCommonTlsContext(common(certificates, List.of()))
            .setRequireClientCertificate(BoolValue.of(true))
            .build());
  }

  /** Of a cluster: shows a certificate and expects the identity of the workload. */
  static TransportSocket upstream(Certificates certificates) {
    return socket(
        UpstreamTlsContext.newBuilder()
            .setCommonTlsContext(common(certificates, expected()))
            .build());
  }

  private static List<SubjectAltNameMatcher> expected() {
    return List.of(
        SubjectAltNameMatcher.newBuilder()
            .setSanType(SubjectAltNameMatcher.SanType.URI)
            .setMatcher(StringMatcher.newBuilder().setExact(Certificates.IDENTITY))
            .build());
  }

  private static CommonTlsContext common(
      Certificates certificates, List<SubjectAltNameMatcher> peers) {
    return CommonTlsContext.newBuilder()
        .setTlsParams(
            TlsParameters.newBuilder()
                .setTlsMinimumProtocolVersion(TlsProtocol.TLSv1_3)
                .setTlsMaximumProtocolVersion(TlsProtocol.TLSv1_3))
        .addTlsCertificates(
            TlsCertificate.newBuilder()
                .setCertificateChain(Protos.text(certificates.chain()))
                .setPrivateKey(Protos.text(certificates.privateKey())))
        .setValidationContext(
            CertificateValidationContext.newBuilder()
                .setTrustedCa(Protos.text(certificates.authority()))
                .addAllMatchTypedSubjectAltNames(peers))
        .build();
  }

  private static TransportSocket socket(Message context) {
    return TransportSocket.newBuilder().setName(NAME).setTypedConfig(Any.pack(context)).build();
  }
}
