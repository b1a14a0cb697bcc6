package dev.lateen.bookinfo.web;

import com.sun.net.httpserver.Headers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The headers that a service copies from the request it serves to the requests it makes, so that
 * the spans of one page view become one trace (PO-121, and W3C Trace Context).
 */
public final class TraceHeaders {
  /** The names, lower case. */
  public static final List<String> NAMES =
      List.of(
          "x-request-id",
          "x-b3-traceid",
          "x-b3-spanid",
          "x-b3-parentspanid",
          "x-b3-sampled",
          "x-b3-flags",
          "x-ot-span-context",
          "traceparent",
          "tracestate");

  private TraceHeaders() {}

  /** All that is passed on from a request: its trace headers and the cookie {@code user}. */
  public static Map<String, String> forwarded(Headers headers) {
    SequencedMap<String, String> forwarded = new LinkedHashMap<>();
    for (String name : NAMES) {
      Optional.ofNullable(headers.getFirst(name))
          .filter(value -> !value.isBlank())
          .ifPresent(value -> forwarded.put(name, value));
    }
    UserCookie.read(headers).ifPresent(user -> forwarded.put("cookie", UserCookie.header(user)));
    return forwarded;
  }
}
