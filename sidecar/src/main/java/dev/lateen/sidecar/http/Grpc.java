package dev.lateen.sidecar.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;

/** What is different for calls of gRPC (its protocol over HTTP/2). */
final class Grpc {
  static final AsciiString STATUS = AsciiString.cached("grpc-status");
  private static final AsciiString MESSAGE = AsciiString.cached("grpc-message");
  private static final String CONTENT_TYPE = "application/grpc";

  private Grpc() {}

  /** Whether a request is a call of gRPC. */
  static boolean isCall(HttpHeaders request) {
    String type = request.get(HttpHeaderNames.CONTENT_TYPE);
    return type != null
        && type.startsWith(CONTENT_TYPE)
        && (type.length() == CONTENT_TYPE.length()
            || type.charAt(CONTENT_TYPE.length()) == '+'
            || type.charAt(CONTENT_TYPE.length()) == ';');
  }

  /**
   * A response that is trailers only: the status stands in the head, and there is no body.
   *
   * @param message printable ASCII without a percent sign
   */
  static FullHttpResponse trailersOnly(int status, String message) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER);
    HttpHeaders headers = response.headers();
    headers.set(HttpHeaderNames.CONTENT_TYPE, CONTENT_TYPE);
    headers.setInt(STATUS, status);
    headers.set(MESSAGE, message);
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
    return response;
  }

  /** The HTTP status that stands for a status of gRPC (google.rpc.Code). */
  static HttpResponseStatus httpStatus(int status) {
    return switch (status) {
      case 0 -> HttpResponseStatus.OK;
      case 1 -> HttpResponseStatus.valueOf(499, "Client Closed Request");
      case 3, 9, 11 -> HttpResponseStatus.BAD_REQUEST;
      case 4 -> HttpResponseStatus.GATEWAY_TIMEOUT;
      case 5 -> HttpResponseStatus.NOT_FOUND;
      case 6, 10 -> HttpResponseStatus.CONFLICT;
      case 7 -> HttpResponseStatus.FORBIDDEN;
      case 8 -> HttpResponseStatus.TOO_MANY_REQUESTS;
      case 12 -> HttpResponseStatus.NOT_IMPLEMENTED;
      case 14 -> HttpResponseStatus.SERVICE_UNAVAILABLE;
      case 16 -> HttpResponseStatus.UNAUTHORIZED;
      default -> HttpResponseStatus.INTERNAL_SERVER_ERROR;
    };
  }
}
