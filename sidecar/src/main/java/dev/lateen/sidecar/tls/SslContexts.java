package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.model.DownstreamTls;
import dev.lateen.sidecar.model.MeshTrust;
import dev.lateen.sidecar.model.SubjectNameMatch;
import dev.lateen.sidecar.model.TlsParameters;
import dev.lateen.sidecar.model.TlsTrust;
import dev.lateen.sidecar.model.TlsVersion;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Makes Netty's contexts of our settings. Sessions are resumed: by tickets whose keys the context
 * makes and changes itself, for at most an hour.
 */
final class SslContexts {
  private static final int SESSION_SECONDS = 3_600;

  /** BoringSSL switches TLS 1.3 off when these are not among the ciphers asked for. */
  private static final List<String> TLS_1_3_CIPHERS =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

  private SslContexts() {}

  static SslContext server(DownstreamTls tls, MeshMaterial material, TlsEngine engine) {
    TlsParameters parameters = tls.parameters();
    Credentials own = Credentials.of(parameters.certificate().orElseThrow(), material);
    boolean trusting = !(parameters.trust() instanceof TlsTrust.Anyone);
    SslContextBuilder builder =
        SslContextBuilder.forServer(own.key(), own.chain())
            .clientAuth(
                tls.requireClientCertificate()
                    ? ClientAuth.REQUIRE
                    : trusting ? ClientAuth.OPTIONAL : ClientAuth.NONE);
    return build(
        builder, parameters, trust(parameters, parameters.subjectNames(), material), engine);
  }

  /** The names are given, because they depend on the server name. */
  static SslContext client(
      TlsParameters parameters,
      List<SubjectNameMatch> names,
      MeshMaterial material,
      TlsEngine engine) {
    SslContextBuilder builder = SslContextBuilder.forClient();
    parameters
        .certificate()
        .map(certificate -> Credentials.of(certificate, material))
        .ifPresent(own -> builder.keyManager(own.key(), own.chain()));
    return build(builder, parameters, trust(parameters, names, material), engine);
  }

  /** Whom to believe; empty for anybody. */
  private static Optional<PeerTrustManager> trust(
      TlsParameters parameters, List<SubjectNameMatch> names, MeshMaterial material) {
    return switch (parameters.trust()) {
      case TlsTrust.Anyone anyone -> Optional.empty();
      case TlsTrust.Platform platform ->
          Optional.of(new PeerTrustManager(Optional.empty(), names, Revocations.NONE, true));
      case TlsTrust.Authorities given ->
          Optional.of(
              new PeerTrustManager(Optional.of(given.pem()), names, Revocations.NONE, true));
      case TlsTrust.Mesh mesh ->
          Optional.of(
              new PeerTrustManager(
                  material.trust().map(MeshTrust::authorities),
                  names,
                  material.revocations(),
                  false));
    };
  }

  private static SslContext build(
      SslContextBuilder builder,
      TlsParameters parameters,
      Optional<PeerTrustManager> trust,
      TlsEngine engine) {
    trust.ifPresentOrElse(
        builder::trustManager, () -> builder.trustManager(InsecureTrustManagerFactory.INSTANCE));
    if (!parameters.ciphers().isEmpty()) {
      builder.ciphers(ciphers(parameters));
    }
    try {
      SslContext context =
          builder
              .sslProvider(engine.provider())
              .endpointIdentificationAlgorithm(null) // names are the trust manager's
              .protocols(protocols(parameters))
              .applicationProtocolConfig(applicationProtocols(parameters))
              .sessionTimeout(SESSION_SECONDS)
              .build();
      resumeSessions(context);
      return context;
    } catch (SSLException e) {
      throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private static void resumeSessions(SslContext context) {
    if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
      sessions.setSessionCacheEnabled(true);
      sessions.setTicketKeys(); // none given: it makes its own
    }
  }

  private static List<String> ciphers(TlsParameters parameters) {
    List<String> ciphers = new ArrayList<>(parameters.ciphers());
    if (parameters.maximum() == TlsVersion.TLS_1_3) {
      TLS_1_3_CIPHERS.stream().filter(cipher -> !ciphers.contains(cipher)).forEach(ciphers::add);
    }
    return ciphers;
  }

  private static String[] protocols(TlsParameters parameters) {
    return Arrays.stream(TlsVersion.values())
        .filter(version -> version.compareTo(parameters.minimum()) >= 0)
        .filter(version -> version.compareTo(parameters.maximum()) <= 0)
        .map(TlsVersion::protocol)
        .toArray(String[]::new);
  }

  private static ApplicationProtocolConfig applicationProtocols(TlsParameters parameters) {
    return parameters.applicationProtocols().isEmpty()
        ? ApplicationProtocolConfig.DISABLED
        : new ApplicationProtocolConfig(
            ApplicationProtocolConfig.Protocol.ALPN,
            ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
            ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
            parameters.applicationProtocols());
  }
}
