package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.UpstreamTls;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** Makes the TLS handlers of a cluster's connections. */
final class TlsOrigination {
  private final UpstreamTls settings;
  private final SslContext context;

  /**
   * Reads the authorities.
   *
   * @throws IllegalArgumentException when they cannot be read
   */
  TlsOrigination(UpstreamTls settings) {
    this.settings = settings;
    this.context = context(settings.trust());
  }

  SslHandler handler(Channel channel) {
    SslHandler handler =
        settings
            .serverName()
            .map(name -> context.newHandler(channel.alloc(), name, -1))
            .orElseGet(() -> context.newHandler(channel.alloc()));
    configure(handler.engine());
    return handler;
  }

  private void configure(SSLEngine engine) {
    SSLParameters parameters = engine.getSSLParameters();
    settings
        .serverName()
        .ifPresent(name -> parameters.setServerNames(List.of(new SNIHostName(name))));
    boolean verified = !(settings.trust() instanceof UpstreamTls.Trust.Anyone);
    if (verified && settings.serverName().isPresent()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    engine.setSSLParameters(parameters);
  }

  private static SslContext context(UpstreamTls.Trust trust) {
    SslContextBuilder builder =
        SslContextBuilder.forClient().sslProvider(SslProvider.JDK).protocols("TLSv1.3", "TLSv1.2");
    try {
      return switch (trust) {
        case UpstreamTls.Trust.Platform platform -> builder.build();
        case UpstreamTls.Trust.Authorities authorities ->
            builder
                .trustManager(
                    new ByteArrayInputStream(authorities.pem().getBytes(StandardCharsets.US_ASCII)))
                .build();
        case UpstreamTls.Trust.Anyone anyone ->
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE).build();
      };
    } catch (SSLException e) {
      throw new IllegalArgumentException(
          "the authorities of a cluster's TLS cannot be read: " + e.getMessage(), e);
    }
  }
}
