package dev.lateen.sidecar.http1;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** Reads responses; what a body is depends on the request that is answered. */
final class ResponseReader extends MessageReader {
  private HttpMethod method = HttpMethod.GET;
  private long framing;
  private boolean interim;

  ResponseReader(MessageLimits limits) {
    super(limits);
  }

  /** Says which request the next final response answers. */
  void answering(HttpMethod requestMethod) {
    method = requestMethod;
  }

  /** Whether the head read last was of a response that another one follows. */
  boolean isInterim() {
    return interim;
  }

  @Override
  void beginHead(HeadBuffer lines) {
    lines.beginResponse();
  }

  @Override
  HttpMessage parseHead(byte[] head, FieldList fields) {
    HttpResponse response = ResponseHeads.parse(head, fields);
    boolean old = response.protocolVersion().equals(HttpVersion.HTTP_1_0);
    int status = response.status().code();
    interim = status < 200 && status != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    boolean neverBody = status < 200 || status == HttpResponseStatus.NO_CONTENT.code();
    if (neverBody) {
      // They must not be there (RFC 9110 8.6, RFC 9112 6.1), and nobody shall believe them.
      fields.remove(HttpHeaderNames.CONTENT_LENGTH);
      fields.remove(HttpHeaderNames.TRANSFER_ENCODING);
    }
    framing = framing(status, Framing.ofResponse(fields, old));
    return response;
  }

  private long framing(int status, long bySize) {
    if (status == HttpResponseStatus.SWITCHING_PROTOCOLS.code()
        || status / 100 == 2 && method.equals(HttpMethod.CONNECT)) {
      return SWITCHED;
    }
    boolean bodiless =
        status < 200
            || status == HttpResponseStatus.NO_CONTENT.code()
            || status == HttpResponseStatus.NOT_MODIFIED.code()
            || method.equals(HttpMethod.HEAD);
    return bodiless ? 0 : bySize;
  }

  @Override
  long framing() {
    return framing;
  }

  @Override
  HttpMessage refused() {
    interim = false;
    return new DefaultHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_GATEWAY, EmptyHttpHeaders.INSTANCE);
  }
}
