package dev.lateen.sidecar.filter;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Set;

/**
 * Removes what concerns one connection only (RFC 9110 7.6.1): the fields that Connection names and
 * the known ones. Transfer-Encoding is left: the framing of a message is not changed on its way.
 */
public final class HopByHop {
  private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");
  private static final AsciiString PROXY_CONNECTION = AsciiString.cached("proxy-connection");
  private static final String TRAILERS = "trailers";

  /**
   * A peer that names one of these wants to change the meaning of the message, not of the
   * connection.
   */
  private static final Set<String> KEPT =
      Set.of("content-length", "transfer-encoding", "host", "te", "authorization", "cookie");

  /** What peers say most, as they say it. */
  private static final Set<String> NAMES_NOTHING =
      Set.of("keep-alive", "Keep-Alive", "close", "Close");

  private HopByHop() {}

  /** Removes the fields. */
  public static void strip(HttpHeaders headers) {
    if (headers.contains(HttpHeaderNames.CONNECTION)) {
      stripNamed(headers);
    }
    headers.remove(KEEP_ALIVE);
    headers.remove(PROXY_CONNECTION);
    headers.remove(HttpHeaderNames.UPGRADE);
    if (headers.contains(HttpHeaderNames.TE)) {
      stripEncodings(headers);
    }
  }

  /** Trailers pass here; no encoding does. */
  private static void stripEncodings(HttpHeaders headers) {
    if (headers.containsValue(HttpHeaderNames.TE, TRAILERS, true)) {
      headers.set(HttpHeaderNames.TE, TRAILERS);
    } else {
      headers.remove(HttpHeaderNames.TE);
    }
  }

  private static void stripNamed(HttpHeaders headers) {
    List<String> values = headers.getAll(HttpHeaderNames.CONNECTION);
    headers.remove(HttpHeaderNames.CONNECTION);
    if (values.size() == 1 && NAMES_NOTHING.contains(values.getFirst())) {
      return;
    }
    for (String value : values) {
      for (String token : value.split(",")) {
        String name = token.strip().toLowerCase(java.util.Locale.ROOT);
        if (!name.isEmpty() && !KEPT.contains(name)) {
          headers.remove(name);
        }
      }
    }
  }
}
