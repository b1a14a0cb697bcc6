package dev.lateen.sidecar.http;

import dev.lateen.sidecar.http1.RefusedMessageException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Optional;

/**
 * Which requests are refused: what the codec did not understand, and expectations that nobody knows
 * (RFC 9110 10.1.1). A connection of HTTP/1 ends after the refusal.
 */
final class RequestCheck {
  private RequestCheck() {}

  /** The status of the refusal, or empty for a request in order. */
  static Optional<HttpResponseStatus> refusal(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return Optional.of(status(request.decoderResult()));
    }
    return unmet(request);
  }

  /** The status of the refusal of what a request that was understood expects. */
  static Optional<HttpResponseStatus> unmet(HttpRequest request) {
    String expectation = request.headers().get(HttpHeaderNames.EXPECT);
    boolean unknown =
        expectation != null
            && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation)
            && request.protocolVersion().equals(HttpVersion.HTTP_1_1);
    return unknown ? Optional.of(HttpResponseStatus.EXPECTATION_FAILED) : Optional.empty();
  }

  /** What to say about a message that could not be decoded. */
  static HttpResponseStatus status(DecoderResult result) {
    return result.cause() instanceof RefusedMessageException refused
        ? refused.status()
        : HttpResponseStatus.BAD_REQUEST;
  }
}
