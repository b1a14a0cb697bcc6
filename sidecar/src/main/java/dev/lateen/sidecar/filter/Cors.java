package dev.lateen.sidecar.filter;

import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS;
import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD;

import dev.lateen.sidecar.model.CorsPolicy;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;

/** Cross-origin resource sharing (TM-100; Fetch standard, 3.2). */
public final class Cors {
  private static final String TRUE = "true";
  private static final String ANYTHING = "*";

  private Cors() {}

  /** Whether the request asks for permission only. */
  public static boolean isPreflight(HttpRequest request) {
    return request.method().equals(HttpMethod.OPTIONS)
        && request.headers().contains(ACCESS_CONTROL_REQUEST_METHOD);
  }

  /**
   * The headers of the answer to a preflight. With credentials {@code *} is a name like any other
   * for browsers (Fetch standard, 3.2.5), so that what was asked for is said in its place.
   */
  public static void answerPreflight(
      CorsPolicy policy, String origin, HttpHeaders request, HttpHeaders response) {
    allow(policy, origin, response);
    policy
        .allowMethods()
        .map(value -> named(policy, value, request, ACCESS_CONTROL_REQUEST_METHOD))
        .ifPresent(value -> response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, value));
    policy
        .allowHeaders()
        .map(value -> named(policy, value, request, ACCESS_CONTROL_REQUEST_HEADERS))
        .ifPresent(value -> response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, value));
    policy.maxAge().ifPresent(value -> response.set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, value));
  }

  /** What is allowed; null where everything is and nothing was asked for. */
  private static String named(
      CorsPolicy policy, String value, HttpHeaders request, CharSequence asked) {
    return policy.allowCredentials() && value.equals(ANYTHING) ? request.get(asked) : value;
  }

  /** The headers of an actual response. */
  public static void decorate(CorsPolicy policy, String origin, HttpHeaders response) {
    allow(policy, origin, response);
  }

  /** What scripts may read is said to a preflight, too, as Envoy and the Gateway API do. */
  private static void allow(CorsPolicy policy, String origin, HttpHeaders response) {
    response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    response.add(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
    if (policy.allowCredentials()) {
      response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE);
    }
    policy
        .exposeHeaders()
        .ifPresent(value -> response.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, value));
  }
}
