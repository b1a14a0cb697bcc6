package dev.lateen.sidecar.model;

import java.util.List;
import java.util.Optional;

/**
 * What the first bytes of a connection tell.
 *
 * @param transport plain until seen otherwise
 * @param serverName name asked for in a TLS client hello (RFC 6066 3), lower case
 * @param applicationProtocols offered by ALPN (RFC 7301), or the version of HTTP seen: {@code
 *     http/1.0}, {@code http/1.1}, {@code h2c}
 */
public record Sniffed(
    Transport transport, Optional<String> serverName, List<String> applicationProtocols) {
  /** Nothing was looked at, or nothing known was seen. */
  public static final Sniffed PLAIN = new Sniffed(Transport.PLAIN, Optional.empty(), List.of());

  /** Copies the list. */
  public Sniffed {
    applicationProtocols = List.copyOf(applicationProtocols);
  }

  /** A client hello. */
  public static Sniffed tls(Optional<String> serverName, List<String> applicationProtocols) {
    return new Sniffed(Transport.TLS, serverName, applicationProtocols);
  }

  /** Plain HTTP of a version. */
  public static Sniffed http(String version) {
    return new Sniffed(Transport.PLAIN, Optional.empty(), List.of(version));
  }

  /** What the bytes of a connection are. */
  public enum Transport {
    /** {@code raw_buffer} in xDS. */
    PLAIN,
    TLS
  }
}
