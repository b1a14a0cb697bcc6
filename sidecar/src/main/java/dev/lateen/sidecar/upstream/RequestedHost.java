package dev.lateen.sidecar.upstream;

import java.util.Optional;

/**
 * Where a request says that it goes.
 *
 * @param name a host name or IP address, without brackets
 * @param port 1..65535
 */
record RequestedHost(String name, int port) {
  private static final int DEFAULT_PORT = 80;
  private static final int HIGHEST_PORT = 65_535;

  /** Reads an authority (RFC 3986 3.2), without port 80; empty where it names no host or port. */
  static Optional<RequestedHost> of(String authority) {
    int end = authority.lastIndexOf(':');
    boolean named = end > authority.lastIndexOf(']');
    String host = named ? authority.substring(0, end) : authority;
    int port = named ? port(authority, end + 1) : DEFAULT_PORT;
    boolean literal = host.startsWith("[") && host.endsWith("]");
    String name = literal ? host.substring(1, host.length() - 1) : host;
    return name.isEmpty() || port < 1 || port > HIGHEST_PORT
        ? Optional.empty()
        : Optional.of(new RequestedHost(name, port));
  }

  private static int port(String authority, int start) {
    int port = 0;
    for (int i = start; i < authority.length(); i++) {
      int digit = authority.charAt(i) - '0';
      if (digit < 0 || digit > 9 || port > HIGHEST_PORT) {
        return 0;
      }
      port = port * 10 + digit;
    }
    return port;
  }
}
