package dev.lateen.sidecar.http;

import dev.lateen.sidecar.model.HashPolicy;
import dev.lateen.sidecar.upstream.balance.XxHash64;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What ties a request to an endpoint where the cluster chooses by hash (TS-02).
 *
 * @param hash of the first policy that has a value
 * @param cookie made for a client without one; empty for none
 */
record Affinity(long hash, String cookie) {

  /**
   * By the first policy that has a value for the request.
   *
   * @param source address of the client
   * @param random for cookies that are made
   */
  static Optional<Affinity> of(
      List<HashPolicy> policies,
      RequestTarget request,
      Optional<InetAddress> source,
      RandomGenerator random) {
    for (HashPolicy policy : policies) {
      Optional<Affinity> found = of(policy, request, source, random);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Affinity> of(
      HashPolicy policy,
      RequestTarget request,
      Optional<InetAddress> source,
      RandomGenerator random) {
    return switch (policy) {
      case HashPolicy.Header header ->
          request.hasHeader(header.name())
              ? Optional.of(by(request.header(header.name())))
              : Optional.empty();
      case HashPolicy.Cookie cookie ->
          Cookies.value(request.header(HttpHeaderNames.COOKIE.toString()), cookie.name())
              .map(Affinity::by)
              .or(() -> cookie.lifetime().map(lifetime -> fresh(cookie, lifetime, random)));
      case HashPolicy.SourceAddress address -> source.map(found -> by(found.getHostAddress()));
      case HashPolicy.QueryParameter parameter ->
          Queries.value(request.query(), parameter.name()).map(Affinity::by);
    };
  }

  private static Affinity by(String text) {
    return new Affinity(XxHash64.hash(text), "");
  }

  private static Affinity fresh(
      HashPolicy.Cookie cookie, Duration lifetime, RandomGenerator random) {
    String value = Long.toHexString(random.nextLong());
    StringBuilder text = new StringBuilder(cookie.name()).append("=\"").append(value).append('"');
    if (!lifetime.isZero()) {
      text.append("; Max-Age=").append(Math.max(1, lifetime.toSeconds()));
    }
    if (!cookie.path().isEmpty()) {
      text.append("; Path=").append(cookie.path());
    }
    return new Affinity(XxHash64.hash(value), text.append("; HttpOnly").toString());
  }

  /** Gives the client the cookie that was made for it. */
  void decorate(HttpResponse response) {
    if (!cookie.isEmpty()) {
      response.headers().add(HttpHeaderNames.SET_COOKIE, cookie);
    }
  }
}
