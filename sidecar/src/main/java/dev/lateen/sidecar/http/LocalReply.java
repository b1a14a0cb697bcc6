package dev.lateen.sidecar.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Responses made here and not by an endpoint; they alone carry our name in Server (TM-069). */
final class LocalReply {
  private LocalReply() {}

  /** With a text, which may be empty. */
  static FullHttpResponse of(HttpResponseStatus status, String text) {
    return of(
        status,
        text.isEmpty()
            ? Unpooled.EMPTY_BUFFER
            : Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** With bytes, which are not copied. */
  static FullHttpResponse of(HttpResponseStatus status, ByteBuffer bytes) {
    return of(status, Unpooled.wrappedBuffer(bytes));
  }

  private static FullHttpResponse of(HttpResponseStatus status, ByteBuf body) {
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    response.headers().set(HttpHeaderNames.SERVER, Headers.SERVER);
    if (body.isReadable()) {
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, Headers.TEXT);
    }
    if (status.code() != HttpResponseStatus.NO_CONTENT.code()
        && status.code() != HttpResponseStatus.NOT_MODIFIED.code()) {
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    }
    return response;
  }
}
