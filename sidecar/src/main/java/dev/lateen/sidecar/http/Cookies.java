package dev.lateen.sidecar.http;

import java.util.Optional;

/** Reads one cookie of a Cookie header (RFC 6265 4.2). */
final class Cookies {
  private Cookies() {}

  /** The value of the first cookie of that name, without quotes. */
  static Optional<String> value(String header, String name) {
    int at = 0;
    while (at < header.length()) {
      int end = header.indexOf(';', at);
      int stop = end < 0 ? header.length() : end;
      while (at < stop && header.charAt(at) == ' ') {
        at++;
      }
      if (header.startsWith(name, at)
          && at + name.length() < stop
          && header.charAt(at + name.length()) == '=') {
        return Optional.of(unquoted(header.substring(at + name.length() + 1, stop).strip()));
      }
      at = stop + 1;
    }
    return Optional.empty();
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
