package dev.lateen.sidecar.http;

import dev.lateen.sidecar.upstream.UpstreamFailure;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;

/** What the client is told when no endpoint answered. */
final class FailureReply {
  static final String TIMED_OUT = "upstream request timeout";

  private FailureReply() {}

  /** None answered in time. */
  static FullHttpResponse timeout(boolean call) {
    return call
        ? Grpc.trailersOnly(Grpc.DEADLINE_EXCEEDED, TIMED_OUT)
        : LocalReply.of(HttpResponseStatus.GATEWAY_TIMEOUT, TIMED_OUT);
  }

  static FullHttpResponse of(UpstreamFailure failure) {
    FullHttpResponse reply = LocalReply.of(status(failure), text(failure));
    if (failure == UpstreamFailure.OVERFLOW) {
      reply.headers().set(Headers.OVERLOADED, "true");
    }
    return reply;
  }

  private static HttpResponseStatus status(UpstreamFailure failure) {
    return switch (failure) {
      case NO_ENDPOINT, OVERFLOW, CONNECT, RESET, REFUSED -> HttpResponseStatus.SERVICE_UNAVAILABLE;
      case PROTOCOL -> HttpResponseStatus.BAD_GATEWAY;
    };
  }

  private static String text(UpstreamFailure failure) {
    return switch (failure) {
      case NO_ENDPOINT -> "no healthy upstream";
      case OVERFLOW -> "upstream overflow";
      case CONNECT -> "upstream connect failure";
      case RESET -> "upstream reset before response";
      case REFUSED -> "upstream refused the request";
      case PROTOCOL -> "upstream protocol error";
    };
  }
}
