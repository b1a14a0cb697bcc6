package dev.lateen.sidecar.config;

/**
 * Where to connect to.
 *
 * @param host a name or an address literal, IPv6 without brackets
 * @param port 1..65535
 */
public record HostPort(String host, int port) {
  private static final int HIGHEST_PORT = 65_535;

  /** Checks both. */
  public HostPort {
    if (host.isBlank() || port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("not host:port with a port in 1..65535");
    }
  }

  /**
   * Parses {@code host:port}, an IPv6 literal in brackets (RFC 3986 3.2.2).
   *
   * @throws IllegalArgumentException when it is not of that form
   */
  public static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("not host:port");
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw new IllegalArgumentException("an IPv6 address without brackets");
    }
    return new HostPort(host, Integer.parseInt(text.substring(colon + 1)));
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
