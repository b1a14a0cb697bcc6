package dev.lateen.sidecar.http2;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Optional;

/**
 * Turns compressed field blocks into heads and trailers, strictly (RFC 9113 8.3). {@link #decode}
 * comes first, then the one of the others that fits the block.
 */
final class HeadDecoder {
  /** What became of a block. */
  enum Outcome {
    DECODED,
    /** More than the limit; the compression's state is in order. */
    TOO_LARGE
  }

  private final FieldSink sink = new FieldSink();
  private final int maxHeaders;
  private final DefaultHttp2HeadersDecoder hpack;

  HeadDecoder(Http2Limits limits) {
    maxHeaders = limits.maxHeaders();
    hpack =
        new DefaultHttp2HeadersDecoder(false, limits.maxHeaderBytes()) {
          @Override
          protected Http2Headers newHeaders() {
            return sink;
          }
        };
  }

  Outcome decode(int streamId, ByteBuf block) {
    sink.begin();
    try {
      hpack.decodeHeaders(streamId, block);
      return sink.headers.size() > maxHeaders ? Outcome.TOO_LARGE : Outcome.DECODED;
    } catch (Http2Exception.HeaderListSizeException e) {
      return Outcome.TOO_LARGE;
    } catch (Http2Exception e) {
      throw new Http2ConnectionException(e.error(), "field block");
    }
  }

  /** Value of the last head's content-length, or -1. */
  long contentLength() {
    return sink.contentLength;
  }

  /** A request; an extended CONNECT becomes the request of HTTP/1 for a switch (RFC 8441 5). */
  Optional<HttpMessage> request(boolean ends) {
    boolean inOrder =
        sink.isWellFormed()
            && sink.status == null
            && sink.method != null
            && FieldCheck.isMethod(sink.method)
            && authorityInOrder();
    if (!inOrder) {
      return Optional.empty();
    }
    HttpMethod method = HttpMethod.valueOf(sink.method.toString());
    boolean connect = method.equals(HttpMethod.CONNECT);
    if (connect && sink.protocol == null) {
      boolean plain = sink.scheme == null && sink.path == null;
      return plain ? Optional.of(message(method, sink.authority, ends)) : Optional.empty();
    }
    boolean target =
        sink.scheme != null
            && !sink.scheme.isEmpty()
            && sink.path != null
            && FieldCheck.isPath(sink.path)
            && (connect || sink.protocol == null);
    if (!target) {
      return Optional.empty();
    }
    return Optional.of(connect ? upgrade() : message(method, sink.path, ends));
  }

  private boolean authorityInOrder() {
    AsciiString authority = sink.authority == null ? sink.host : sink.authority;
    boolean same = sink.host == null || sink.host.contentEqualsIgnoreCase(authority);
    sink.authority = authority;
    return authority != null && same && FieldCheck.isAuthority(authority);
  }

  private HttpRequest message(HttpMethod method, AsciiString target, boolean ends) {
    sink.headers.receive(HttpHeaderNames.HOST, sink.authority);
    if (!ends && sink.contentLength < 0) {
      sink.headers.receive(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    return new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, target.toString(), sink.headers);
  }

  private HttpRequest upgrade() {
    HttpRequest request = message(HttpMethod.GET, sink.path, true);
    request.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
    request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
    request.headers().set(HttpHeaderNames.UPGRADE, sink.protocol);
    return request;
  }

  /** A response. 101 does not exist in HTTP/2 (RFC 9113 8.6). */
  Optional<HttpMessage> response() {
    boolean inOrder =
        sink.isWellFormed()
            && sink.status != null
            && sink.method == null
            && sink.path == null
            && sink.status.length() == 3;
    int status = inOrder ? status(sink.status) : -1;
    if (status < 100 || status == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
      return Optional.empty();
    }
    if (sink.host != null) {
      sink.headers.add(HttpHeaderNames.HOST, sink.host);
    }
    return Optional.of(
        new DefaultHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), sink.headers));
  }

  private static int status(AsciiString text) {
    int status = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.byteAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      status = status * 10 + digit;
    }
    return status;
  }

  Optional<HttpHeaders> trailers() {
    return sink.isWellFormed() && !sink.hasPseudo() ? Optional.of(sink.headers) : Optional.empty();
  }
}
