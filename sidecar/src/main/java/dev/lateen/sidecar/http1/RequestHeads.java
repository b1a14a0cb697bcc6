package dev.lateen.sidecar.http1;

import static dev.lateen.sidecar.http1.RefusedMessageException.malformed;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads the heads of requests: request line, target and Host (RFC 9112 3). */
final class RequestHeads {
  private static final String SCHEME_END = "://";

  /** Of {@code HTTP/1.1} with its CRLF. */
  private static final int VERSION_LENGTH = 10;

  private RequestHeads() {}

  /**
   * Reads a request.
   *
   * @param fields empty, over the same bytes; filled
   */
  static HttpRequest parse(byte[] head, FieldList fields) {
    int methodEnd = 0;
    while (Octets.isToken(head[methodEnd])) {
      methodEnd++;
    }
    int targetEnd = methodEnd + 1;
    while (targetEnd < head.length && Octets.isVisible(head[targetEnd])) {
      targetEnd++;
    }
    if (methodEnd == 0 || head[methodEnd] != ' ' || targetEnd == methodEnd + 1) {
      throw malformed("the request line has no method or no target");
    }
    HttpVersion version = version(head, targetEnd);
    HttpMethod method = method(head, methodEnd);
    String target =
        new String(head, methodEnd + 1, targetEnd - methodEnd - 1, StandardCharsets.ISO_8859_1);
    FieldParser.parse(head, targetEnd + 1 + VERSION_LENGTH, fields, false);
    checkTarget(method, target);
    checkHost(fields, version);
    return new DefaultHttpRequest(version, method, target, new FlatHeaders(fields), false);
  }

  private static HttpVersion version(byte[] head, int space) {
    int at = space + 1;
    boolean inOrder =
        at + VERSION_LENGTH < head.length
            && head[space] == ' '
            && Versions.isAt(head, at)
            && head[at + 8] == '\r'
            && head[at + 9] == '\n';
    if (!inOrder) {
      throw malformed("the request line has no version, or more than one");
    }
    if (head[at + 5] != '1') {
      throw new RefusedMessageException(
          HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "not HTTP/1");
    }
    return Versions.minor(head, at);
  }

  private static HttpMethod method(byte[] head, int end) {
    return end == 3 && head[0] == 'G' && head[1] == 'E' && head[2] == 'T'
        ? HttpMethod.GET
        : HttpMethod.valueOf(new String(head, 0, end, StandardCharsets.ISO_8859_1));
  }

  private static void checkTarget(HttpMethod method, String target) {
    boolean inOrder;
    if (method.equals(HttpMethod.CONNECT)) {
      inOrder = Authority.isValid(target) && target.lastIndexOf(':') > target.lastIndexOf(']');
    } else if (target.charAt(0) == '/') {
      inOrder = true;
    } else if (target.equals("*")) {
      inOrder = method.equals(HttpMethod.OPTIONS);
    } else {
      inOrder = isAbsolute(target);
    }
    if (!inOrder || target.indexOf('#') >= 0) {
      throw malformed("the target has none of the forms");
    }
  }

  private static boolean isAbsolute(String target) {
    int schemeEnd = target.indexOf(SCHEME_END);
    if (schemeEnd < 0) {
      return false;
    }
    int start = schemeEnd + SCHEME_END.length();
    int end = start;
    while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
      end++;
    }
    String scheme = target.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
    return (scheme.equals("http") || scheme.equals("https"))
        && Authority.isValid(target.substring(start, end));
  }

  private static void checkHost(FieldList fields, HttpVersion version) {
    int host = fields.find(HttpHeaderNames.HOST, 0);
    boolean inOrder =
        host < 0
            ? version.equals(HttpVersion.HTTP_1_0)
            : fields.find(HttpHeaderNames.HOST, host + 1) < 0
                && Authority.isValid(fields.value(host));
    if (!inOrder) {
      throw malformed("Host is missing, repeated or no host");
    }
  }
}
