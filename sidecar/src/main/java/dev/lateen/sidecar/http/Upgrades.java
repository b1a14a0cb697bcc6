package dev.lateen.sidecar.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which protocol a request may switch to (RFC 9110 7.8). */
final class Upgrades {
  /** Allowed as a method, which is no protocol. */
  private static final String METHOD = "connect";

  private Upgrades() {}

  /** The protocol asked for, when it is one of those allowed and the request has no body. */
  static Optional<String> requested(
      HttpHeaders headers, Set<String> allowed, Set<String> alsoAllowed) {
    String asked = headers.get(HttpHeaderNames.UPGRADE);
    if (asked == null
        || headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
        || headers.contains(HttpHeaderNames.CONTENT_LENGTH)
        || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)) {
      return Optional.empty();
    }
    String protocol = asked.toLowerCase(Locale.ROOT);
    if (protocol.equals(METHOD)) {
      return Optional.empty();
    }
    return allowed.contains(protocol) || alsoAllowed.contains(protocol)
        ? Optional.of(asked)
        : Optional.empty();
  }
}
