package dev.lateen.sidecar.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;

/** How many more proxies an OPTIONS or TRACE may pass (RFC 9110 7.6.2). */
final class MaxForwards {
  private static final int MAX_DIGITS = 9;

  private MaxForwards() {}

  /** Whether it ends here; if not it has one less to go. What is no number means nothing. */
  static boolean isUsedUp(HttpRequest request) {
    HttpMethod method = request.method();
    if (method != HttpMethod.OPTIONS && method != HttpMethod.TRACE) {
      return false;
    }
    String text = request.headers().get(HttpHeaderNames.MAX_FORWARDS);
    if (text == null
        || text.length() > MAX_DIGITS
        || !text.chars().allMatch(MaxForwards::isDigit)) {
      return false;
    }
    int left = text.isEmpty() ? -1 : Integer.parseInt(text);
    if (left > 0) {
      request.headers().set(HttpHeaderNames.MAX_FORWARDS, Integer.toString(left - 1));
    }
    return left == 0;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
