package dev.lateen.operator.discovery.compile;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.lateen.operator.identity.TrustBundle;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.GenericSecret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.List;

/**
 * Mutual TLS between proxies (AU-010): a proxy shows its own certificate, which never leaves it and
 * goes by the name of a secret, and believes those of the authorities that discovery sends. ALPN
 * tells it from the TLS of applications.
 */
public final class MeshTls {
  /** The proxy's own key and certificate; discovery does not have it. */
  static final String OWN_CERTIFICATE = "default";

  /** Whom the mesh trusts, and whom no more. */
  static final String AUTHORITIES = "ROOTCA";

  /** The keys of tokens (RFC 7517), for proxies that serve the Workload API. */
  static final String TOKEN_KEYS = "JWKS";

  /** ALPN of HTTP/2, of HTTP/1 and of anything else, in the order a server prefers them. */
  static final List<String> PROTOCOLS = List.of("lateen-h2", "lateen-http/1.1", "lateen");

  /** ALPN of what nobody looks into. */
  static final String BYTES = PROTOCOLS.getLast();

  /** The key by which endpoints say that they take mutual TLS, and the value. */
  static final Struct MUTUAL =
      Struct.newBuilder()
          .putFields("lateen.dev/tls", Value.newBuilder().setStringValue("mutual").build())
          .build();

  private static final String SOCKET = "envoy.transport_sockets.tls";

  private MeshTls() {}

  /** The ALPN of what a destination speaks. */
  static String protocol(Destination destination) {
    if (destination.protocol().isHttp2()) {
      return PROTOCOLS.get(0);
    }
    return PROTOCOLS.get(destination.http() ? 1 : 2);
  }

  /** Towards peers that must have one of these identities. */
  static TransportSocket upstream(List<String> identities, String protocol) {
    return upstream(identities, protocol, "");
  }

  /** The same, asking for a name. */
  static TransportSocket upstream(List<String> identities, String protocol, String serverName) {
    var context =
        UpstreamTlsContext.newBuilder()
            .setSni(serverName)
            .setCommonTlsContext(
                common(
                    identities.stream()
                        .map(id -> StringMatcher.newBuilder().setExact(id).build())
                        .toList(),
                    List.of(protocol)));
    return socket(Protos.any(context.build()));
  }

  /** For callers with any identity of the trust domain, by whichever of its names. */
  static TransportSocket downstream(List<String> trustDomains) {
    var anybody =
        trustDomains.stream()
            .map(name -> StringMatcher.newBuilder().setPrefix("spiffe://" + name + "/").build())
            .toList();
    var context =
        DownstreamTlsContext.newBuilder()
            .setRequireClientCertificate(BoolValue.of(true))
            .setCommonTlsContext(common(anybody, PROTOCOLS));
    return socket(Protos.any(context.build()));
  }

  private static CommonTlsContext common(List<StringMatcher> names, List<String> protocols) {
    var validation = CertificateValidationContext.newBuilder();
    names.forEach(
        name ->
            validation.addMatchTypedSubjectAltNames(
                SubjectAltNameMatcher.newBuilder()
                    .setSanType(SubjectAltNameMatcher.SanType.URI)
                    .setMatcher(name)));
    return CommonTlsContext.newBuilder()
        .addTlsCertificateSdsSecretConfigs(secret(OWN_CERTIFICATE))
        .setCombinedValidationContext(
            CommonTlsContext.CombinedCertificateValidationContext.newBuilder()
                .setDefaultValidationContext(validation)
                .setValidationContextSdsSecretConfig(secret(AUTHORITIES)))
        .addAllAlpnProtocols(protocols)
        .build();
  }

  private static SdsSecretConfig secret(String name) {
    return SdsSecretConfig.newBuilder().setName(name).setSdsConfig(Protos.ads()).build();
  }

  private static TransportSocket socket(com.google.protobuf.Any context) {
    return TransportSocket.newBuilder().setName(SOCKET).setTypedConfig(context).build();
  }

  /**
   * What every proxy believes. Lists of the issuers of workloads' certificates are enough: no proxy
   * asks for those of the authorities above them.
   */
  public static Secret authorities(TrustBundle trust) {
    var validation = CertificateValidationContext.newBuilder().setTrustedCa(text(trust.rootsPem()));
    if (!trust.crlsPem().isEmpty()) {
      validation.setCrl(text(trust.crlsPem())).setOnlyVerifyLeafCertCrl(true);
    }
    return Secret.newBuilder().setName(AUTHORITIES).setValidationContext(validation).build();
  }

  /** What the tokens of workloads are verified by; Envoy knows secrets of this form, too. */
  public static Secret tokenKeys(TrustBundle trust) {
    return Secret.newBuilder()
        .setName(TOKEN_KEYS)
        .setGenericSecret(GenericSecret.newBuilder().setSecret(text(List.of(trust.tokenKeys()))))
        .build();
  }

  private static DataSource text(List<String> pem) {
    return DataSource.newBuilder().setInlineString(String.join("\n", pem)).build();
  }
}
