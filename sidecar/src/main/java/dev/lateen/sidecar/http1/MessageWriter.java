package dev.lateen.sidecar.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Map;

/**
 * Writes messages. A head and the small parts of a body behind it go into one buffer, which waits
 * for the flush; large parts are passed on as they are.
 */
final class MessageWriter {
  private static final int COPY_LIMIT = 4096;
  private static final int LEAST_CAPACITY = 256;
  private static final int CRLF = '\r' << 8 | '\n';

  private enum Body {
    NONE,
    PLAIN,
    CHUNKED
  }

  private ByteBuf waiting;
  private Body body = Body.NONE;
  private int usual = LEAST_CAPACITY;

  void request(ChannelHandlerContext context, HttpRequest request) {
    ByteBuf out = waiting(context);
    ByteBufUtil.writeAscii(out, request.method().asciiName());
    out.writeByte(' ');
    ByteBufUtil.writeAscii(out, request.uri());
    ByteBufUtil.writeAscii(out, " HTTP/1.1\r\n");
    fields(request.headers(), out);
    body = body(request);
  }

  /**
   * Writes the head of a response.
   *
   * @param bodiless no body follows, whatever the head says
   */
  void response(ChannelHandlerContext context, HttpResponse response, boolean bodiless) {
    ByteBuf out = waiting(context);
    StatusLines.write(response.status(), out);
    fields(response.headers(), out);
    body = bodiless ? Body.NONE : body(response);
  }

  private static Body body(HttpMessage message) {
    return HttpUtil.isTransferEncodingChunked(message) ? Body.CHUNKED : Body.PLAIN;
  }

  /** Writes a part of the body and takes over its reference. */
  void content(ChannelHandlerContext context, HttpContent content) {
    switch (body) {
      case NONE -> content.release();
      case PLAIN -> plain(context, content.content());
      case CHUNKED -> chunked(context, content);
    }
  }

  private void plain(ChannelHandlerContext context, ByteBuf bytes) {
    if (waiting != null && bytes.readableBytes() <= COPY_LIMIT) {
      waiting.writeBytes(bytes);
      bytes.release();
    } else {
      pass(context, bytes);
    }
  }

  private void chunked(ChannelHandlerContext context, HttpContent content) {
    ByteBuf bytes = content.content();
    int length = bytes.readableBytes();
    if (length > 0) {
      ByteBuf out = waiting(context);
      ByteBufUtil.writeAscii(out, Integer.toHexString(length));
      ByteBufUtil.writeShortBE(out, CRLF);
      plain(context, bytes);
      ByteBufUtil.writeShortBE(waiting(context), CRLF);
    } else {
      content.release();
    }
    if (content instanceof LastHttpContent last) {
      ByteBuf out = waiting(context);
      ByteBufUtil.writeAscii(out, "0\r\n");
      fields(last.trailingHeaders(), out);
    }
  }

  private void pass(ChannelHandlerContext context, ByteBuf bytes) {
    if (bytes.isReadable()) {
      writeWaiting(context);
      context.write(bytes, context.voidPromise());
    } else {
      bytes.release();
    }
  }

  private static void fields(HttpHeaders headers, ByteBuf out) {
    if (headers instanceof FlatHeaders flat) {
      flat.write(out);
    } else if (!headers.isEmpty()) {
      var entries = headers.iteratorCharSequence();
      while (entries.hasNext()) {
        Map.Entry<CharSequence, CharSequence> entry = entries.next();
        ByteBufUtil.writeAscii(out, entry.getKey());
        ByteBufUtil.writeShortBE(out, ':' << 8 | ' ');
        ByteBufUtil.writeAscii(out, entry.getValue());
        ByteBufUtil.writeShortBE(out, CRLF);
      }
    }
    ByteBufUtil.writeShortBE(out, CRLF);
  }

  private ByteBuf waiting(ChannelHandlerContext context) {
    if (waiting == null) {
      waiting = context.alloc().buffer(usual);
    }
    return waiting;
  }

  /** Hands on what waits. */
  void writeWaiting(ChannelHandlerContext context) {
    if (waiting != null) {
      ByteBuf bytes = waiting;
      waiting = null;
      usual = Math.max(LEAST_CAPACITY, bytes.readableBytes() + (bytes.readableBytes() >> 3));
      context.write(bytes, context.voidPromise());
    }
  }

  /** Forgets what waits. */
  void release() {
    ReferenceCountUtil.release(waiting);
    waiting = null;
  }
}
