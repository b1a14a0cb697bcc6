package dev.lateen.sidecar.model;

import java.util.List;
import java.util.Optional;

/**
 * TLS towards endpoints (xDS {@code tls.v3.UpstreamTlsContext}). A certificate that is verified and
 * has no subject names to meet must be for the server name asked for, where there is one.
 *
 * @param serverName SNI
 * @param verifiesServerName the certificate must be for the server name, in place of the subject
 *     names
 * @param parameters the rest
 */
public record UpstreamTls(
    Optional<String> serverName, boolean verifiesServerName, TlsParameters parameters) {
  /** One server name. */
  public static UpstreamTls to(String serverName, TlsParameters parameters) {
    return new UpstreamTls(Optional.of(serverName), false, parameters);
  }

  /** The same, offering these application protocols where it names none itself. */
  UpstreamTls offering(List<String> protocols) {
    return new UpstreamTls(serverName, verifiesServerName, parameters.offering(protocols));
  }
}
