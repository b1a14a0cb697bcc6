package dev.lateen.sidecar.model;

import java.time.Duration;
import java.util.List;

/**
 * TLS that is terminated here (xDS {@code tls.v3.DownstreamTlsContext}). A client is asked for a
 * certificate when authorities are trusted; one that is shown must be valid.
 *
 * @param requireClientCertificate refuse clients without a certificate
 * @param handshakeTimeout of a connection, default 10 s
 * @param parameters the rest; the certificate is there
 */
public record DownstreamTls(
    boolean requireClientCertificate, Duration handshakeTimeout, TlsParameters parameters) {
  /** Of a handshake. */
  public static final Duration DEFAULT_HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

  /** Checks that there is a certificate, and authorities where a client needs one. */
  public DownstreamTls {
    if (parameters.certificate().isEmpty()) {
      throw new IllegalArgumentException("TLS cannot be terminated without a certificate");
    }
    if (requireClientCertificate && parameters.trust() instanceof TlsTrust.Anyone) {
      throw new IllegalArgumentException(
          "a client certificate is required but nothing says whom to trust; set trusted_ca");
    }
  }

  /** Any client. */
  public static DownstreamTls of(TlsParameters parameters) {
    return new DownstreamTls(false, DEFAULT_HANDSHAKE_TIMEOUT, parameters);
  }

  /** Clients with a certificate only. */
  public static DownstreamTls mutual(TlsParameters parameters) {
    return new DownstreamTls(true, DEFAULT_HANDSHAKE_TIMEOUT, parameters);
  }

  /** The same, offering these application protocols where it names none itself. */
  DownstreamTls offering(List<String> protocols) {
    return new DownstreamTls(
        requireClientCertificate, handshakeTimeout, parameters.offering(protocols));
  }
}
