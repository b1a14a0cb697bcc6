package dev.lateen.sidecar.http;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Optional;

/**
 * Refuses requests whose framing or target could be read in two ways (RFC 9112 3.2, 6.3). The
 * connection ends after the refusal.
 */
final class RequestCheck {
  private RequestCheck() {}

  /** The status of the refusal, or empty for a request in order. */
  static Optional<HttpResponseStatus> refusal(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return Optional.of(status(request.decoderResult()));
    }
    if (request.protocolVersion().majorVersion() != 1) {
      return Optional.of(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED);
    }
    boolean old = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
    if (!hostInOrder(request.headers(), old) || request.uri().indexOf('#') >= 0) {
      return Optional.of(HttpResponseStatus.BAD_REQUEST);
    }
    return encoding(request.headers(), old);
  }

  /** What to say about a message that could not be decoded. */
  static HttpResponseStatus status(DecoderResult result) {
    return switch (result.cause()) {
      case TooLongHttpLineException line -> HttpResponseStatus.REQUEST_URI_TOO_LONG;
      case TooLongHttpHeaderException headers -> HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
      case TooLongFrameException frame -> HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
      default -> HttpResponseStatus.BAD_REQUEST;
    };
  }

  private static boolean hostInOrder(HttpHeaders headers, boolean old) {
    String host = headers.get(HttpHeaderNames.HOST);
    if (host == null) {
      return old;
    }
    if (headers.getAll(HttpHeaderNames.HOST).size() > 1) {
      return false;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c <= ' ' || c == '/' || c == '@' || c == ',' || c == '?' || c == '#' || c >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static Optional<HttpResponseStatus> encoding(HttpHeaders headers, boolean old) {
    if (!headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
      return Optional.empty();
    }
    List<String> encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (old) {
      return Optional.of(HttpResponseStatus.BAD_REQUEST);
    }
    boolean chunkedOnly =
        encodings.size() == 1
            && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(encodings.getFirst().strip());
    return chunkedOnly ? Optional.empty() : Optional.of(HttpResponseStatus.NOT_IMPLEMENTED);
  }
}
