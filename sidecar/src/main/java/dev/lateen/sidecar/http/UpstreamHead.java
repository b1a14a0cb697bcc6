package dev.lateen.sidecar.http;

import dev.lateen.sidecar.filter.HeaderEditor;
import dev.lateen.sidecar.filter.HopByHop;
import dev.lateen.sidecar.filter.PathEditor;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.PathRewrite;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.WeightedCluster;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes the head that goes upstream out of the client's, in place. */
final class UpstreamHead {
  private UpstreamHead() {}

  /**
   * Edits the request.
   *
   * @param upgrade the protocol the client may switch to
   * @param random makes the key of a WebSocket that has none
   */
  static void prepare(
      HttpRequest request,
      RequestTarget target,
      Route route,
      Forward forward,
      WeightedCluster cluster,
      Limits limits,
      Optional<String> upgrade,
      RandomGenerator random) {
    HttpHeaders headers = request.headers();
    HopByHop.strip(headers);
    if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
      modernize(request);
    }
    target(request, target, route, forward);
    expect(headers, limits);
    if (limits.overridden()) {
      Overrides.remove(forward, headers);
    }
    HeaderEditor.apply(cluster.headers(), headers);
    HeaderEditor.apply(route.requestHeaders(), headers);
    if (upgrade.isPresent()) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
      headers.set(HttpHeaderNames.UPGRADE, upgrade.get());
      WebSocketKeys.completeRequest(headers, random);
    }
  }

  /** An old client cannot expect anything (RFC 9110 10.1.1). */
  private static void modernize(HttpRequest request) {
    request.setProtocolVersion(HttpVersion.HTTP_1_1);
    request.headers().remove(HttpHeaderNames.EXPECT);
  }

  private static void target(
      HttpRequest request, RequestTarget target, Route route, Forward forward) {
    HttpHeaders headers = request.headers();
    boolean rewritten = !(forward.path() instanceof PathRewrite.None);
    if (rewritten || !(request.uri().startsWith("/") || request.uri().equals("*"))) {
      request.setUri(
          PathEditor.rewrite(forward.path(), route.match().path(), target.path(), target.query()));
      headers.set(HttpHeaderNames.HOST, target.authority());
    }
    if (forward.host().isPresent()) {
      headers.set(HttpHeaderNames.HOST, forward.host().get());
    } else if (!headers.contains(HttpHeaderNames.HOST)) {
      headers.set(HttpHeaderNames.HOST, target.authority());
    }
  }

  private static void expect(HttpHeaders headers, Limits limits) {
    Duration timeout = limits.perTry().isPositive() ? limits.perTry() : limits.overall();
    if (timeout.isPositive()) {
      headers.set(Headers.EXPECTED_TIMEOUT, Decimals.of(timeout.toMillis()));
    }
  }
}
