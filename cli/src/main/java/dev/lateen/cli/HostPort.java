package dev.lateen.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where something listens.
 *
 * @param host a name or an address
 * @param port 1 to 65535
 */
record HostPort(String host, int port) {
  /** Whether the host is an IP address rather than a name. */
  boolean isAddress() {
    return host.contains(":") || host.matches("[0-9.]+");
  }

  /** Reads {@code host:port}. */
  static final class Converter implements ITypeConverter<HostPort> {
    @Override
    public HostPort convert(String text) {
      int colon = text.lastIndexOf(':');
      if (colon > 0 && text.substring(colon + 1).matches("[0-9]{1,5}")) {
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port >= 1 && port <= 65_535) {
          return new HostPort(text.substring(0, colon).replaceAll("^\\[|]$", ""), port);
        }
      }
      throw new TypeConversionException("\"" + text + "\" is no address: write HOST:PORT");
    }
  }
}
