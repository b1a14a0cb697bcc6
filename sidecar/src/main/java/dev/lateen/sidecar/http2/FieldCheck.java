package dev.lateen.sidecar.http2;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;

/** What names and values may be (RFC 9113 8.2.1, 8.2.2; RFC 9110 5.1, 5.5). */
final class FieldCheck {
  private static final boolean[] NAME = token(false);
  private static final boolean[] METHOD = token(true);

  private FieldCheck() {}

  private static boolean[] token(boolean upperCase) {
    boolean[] allowed = new boolean[128];
    for (char c = '0'; c <= 'z'; c++) {
      allowed[c] =
          c <= '9' || c >= 'a' || (upperCase && c >= 'A' && c <= 'Z') || c == '^' || c == '_';
    }
    for (char c : "!#$%&'*+-.`|~".toCharArray()) {
      allowed[c] = true;
    }
    return allowed;
  }

  /** A field name in lower case. */
  static boolean isName(AsciiString name) {
    return consistsOf(name, NAME);
  }

  static boolean isMethod(AsciiString method) {
    return consistsOf(method, METHOD);
  }

  private static boolean consistsOf(AsciiString text, boolean[] allowed) {
    byte[] bytes = text.array();
    int end = text.arrayOffset() + text.length();
    for (int i = text.arrayOffset(); i < end; i++) {
      if (bytes[i] < 0 || !allowed[bytes[i]]) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Without NUL, CR, LF, and white space at either end. */
  static boolean isValue(AsciiString value) {
    byte[] bytes = value.array();
    int start = value.arrayOffset();
    int end = start + value.length();
    if (start == end) {
      return true;
    }
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (b == 0 || b == '\r' || b == '\n') {
        return false;
      }
    }
    return !isSpace(bytes[start]) && !isSpace(bytes[end - 1]);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t';
  }

  /** A path that can stand in a request line, or the asterisk. */
  static boolean isPath(AsciiString path) {
    for (int i = 0; i < path.length(); i++) {
      byte b = path.byteAt(i);
      if (b <= ' ' || b == 0x7f || b == '#') { // a byte beyond ASCII is negative
        return false;
      }
    }
    return !path.isEmpty() && (path.byteAt(0) == '/' || path.contentEquals("*"));
  }

  /** A host and maybe a port, without user information. */
  static boolean isAuthority(AsciiString authority) {
    for (int i = 0; i < authority.length(); i++) {
      byte b = authority.byteAt(i);
      if (b <= ' ' || b == 0x7f || b == '/' || b == '@' || b == ',' || b == '?' || b == '#') {
        return false;
      }
    }
    return !authority.isEmpty();
  }

  /** A field that only makes sense on an HTTP/1 connection. */
  static boolean isConnectionSpecific(AsciiString name, AsciiString value) {
    return switch (name.length()) {
      case 2 ->
          name.contentEquals(HttpHeaderNames.TE) && !value.contentEqualsIgnoreCase("trailers");
      case 7 -> name.contentEquals(HttpHeaderNames.UPGRADE);
      case 10 -> name.contentEquals(HttpHeaderNames.CONNECTION) || name.contentEquals("keep-alive");
      case 16 -> name.contentEquals("proxy-connection");
      case 17 -> name.contentEquals(HttpHeaderNames.TRANSFER_ENCODING);
      default -> false;
    };
  }
}
