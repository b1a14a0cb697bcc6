package dev.lateen.sidecar.http1;

import dev.lateen.sidecar.loop.EndOfRound;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Between bytes and messages, both ways. Heads are written with a void promise; what is flushed
 * leaves at the end of the event loop's round, or with a close. When it is removed while bytes are
 * being read, what follows goes on as bytes.
 */
abstract class Http1Codec extends ChannelDuplexHandler {
  private final MessageReader reader;
  private final MessageWriter writer = new MessageWriter();
  private EndOfRound flushes;
  private boolean removed;

  Http1Codec(MessageReader reader) {
    this.reader = reader;
  }

  /** Writes the head of a message. */
  abstract void writeHead(
      ChannelHandlerContext context, HttpMessage message, MessageWriter destination);

  /** A part of a message was read; more bytes may be there. */
  abstract void read(ChannelHandlerContext context, HttpObject part, boolean more);

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    flushes = new EndOfRound(context.executor(), () -> flushNow(context));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      context.fireChannelRead(message);
      return;
    }
    try {
      decode(context, bytes);
      if (removed && bytes.isReadable()) {
        context.fireChannelRead(bytes.readRetainedSlice(bytes.readableBytes()));
      }
    } finally {
      bytes.release();
    }
  }

  private void decode(ChannelHandlerContext context, ByteBuf bytes) {
    HttpObject part = reader.next(bytes);
    while (part != null) {
      read(context, part, bytes.isReadable());
      part = removed ? null : reader.next(bytes);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    writer.release();
    if (reader.endsWithConnection()) {
      read(context, LastHttpContent.EMPTY_LAST_CONTENT, false);
    }
    context.fireChannelInactive();
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpObject part) {
      encode(context, part);
      if (!promise.isVoid()) {
        promise.setFailure(new UnsupportedOperationException("messages have a void promise"));
      }
    } else {
      writer.writeWaiting(context);
      context.write(message, promise);
    }
  }

  private void encode(ChannelHandlerContext context, HttpObject part) {
    if (!context.channel().isActive()) {
      ReferenceCountUtil.release(part);
      return;
    }
    if (part instanceof HttpMessage message) {
      writeHead(context, message, writer);
    }
    if (part instanceof HttpContent content) {
      writer.content(context, content);
    }
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    flushes.request();
  }

  private void flushNow(ChannelHandlerContext context) {
    writer.writeWaiting(context);
    context.flush();
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    flushes.hasten();
    context.close(promise);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    removed = true;
    flushes.hasten();
    writer.release();
  }
}
