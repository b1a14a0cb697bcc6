package dev.lateen.sidecar.http;

import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;

/**
 * What is different for calls of gRPC (its protocol over HTTP/2): whatever is answered here is 200
 * with the status of gRPC in the head and no body ("trailers only"). Statuses are those of
 * google.rpc.Code.
 */
final class Grpc {
  static final AsciiString STATUS = AsciiString.cached("grpc-status");
  static final int DEADLINE_EXCEEDED = 4;
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

  /** An answer of ours with a status of gRPC. */
  static FullHttpResponse trailersOnly(int status, String message) {
    FullHttpResponse response = LocalReply.of(HttpResponseStatus.OK, message);
    become(response, status);
    return response;
  }

  /** Turns an answer of ours into that to a call, with its text as the message. */
  static void translate(FullHttpResponse response) {
    if (!response.headers().contains(STATUS)) {
      become(response, status(response.status().code()));
    }
  }

  private static void become(FullHttpResponse response, int status) {
    String message = response.content().toString(StandardCharsets.UTF_8);
    response.content().clear();
    response.setStatus(HttpResponseStatus.OK);
    HttpHeaders headers = response.headers();
    headers.set(HttpHeaderNames.CONTENT_TYPE, CONTENT_TYPE);
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
    describe(headers, status, message);
  }

  /** What ends a response that has begun and cannot be completed. */
  static LastHttpContent trailers(int status, String message) {
    LastHttpContent last = new DefaultLastHttpContent();
    describe(last.trailingHeaders(), status, message);
    return last;
  }

  private static void describe(HttpHeaders headers, int status, String message) {
    headers.set(STATUS, Integer.toString(status));
    if (!message.isEmpty()) {
      headers.set(MESSAGE, encode(message));
    }
  }

  /** As grpc-message wants it: UTF-8, where all but printable ASCII is percent-encoded. */
  static String encode(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    StringBuilder text = new StringBuilder(bytes.length);
    for (byte b : bytes) {
      if (b >= ' ' && b <= '~' && b != '%') {
        text.append((char) b);
      } else {
        text.append('%').append(hex(b >> 4)).append(hex(b));
      }
    }
    return text.toString();
  }

  private static char hex(int nibble) {
    return Character.toUpperCase(Character.forDigit(nibble & 0xf, 16));
  }

  /** The status that stands for an HTTP status, as Envoy has it. */
  private static int status(int http) {
    return switch (http) {
      case 200 -> 0;
      case 400 -> 13;
      case 401 -> 16;
      case 403 -> 7;
      case 404 -> 12;
      case 429, 502, 503, 504 -> 14;
      default -> 2;
    };
  }

  /** The HTTP status that stands for a status of gRPC. */
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
