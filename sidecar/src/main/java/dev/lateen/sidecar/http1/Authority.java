package dev.lateen.sidecar.http1;

/** Host and optional port (RFC 3986 3.2.2, 3.2.3), without user information. */
final class Authority {
  private static final String PUNCTUATION = "-._~%!$&'()*+;=";
  private static final int MAX_PORT = 65_535;

  private Authority() {}

  /** Whether the text is one; a list is none, though the grammar of a name would allow a comma. */
  static boolean isValid(String text) {
    int hostEnd = text.startsWith("[") ? addressEnd(text) : nameEnd(text);
    return hostEnd > 0 && (hostEnd == text.length() || isPort(text, hostEnd));
  }

  private static int nameEnd(String text) {
    int at = 0;
    while (at < text.length() && isName(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isName(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || PUNCTUATION.indexOf(c) >= 0;
  }

  /** Behind the bracket that closes an IPv6 address, or negative. */
  private static int addressEnd(String text) {
    int colons = 0;
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ']') {
        return colons >= 2 ? i + 1 : -1;
      }
      if (c == ':') {
        colons++;
      } else if (c != '.' && Character.digit(c, 16) < 0) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isPort(String text, int colon) {
    if (text.charAt(colon) != ':') {
      return false;
    }
    int port = 0;
    for (int i = colon + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
      port = port * 10 + c - '0';
      if (port > MAX_PORT) {
        return false;
      }
    }
    return true;
  }
}
