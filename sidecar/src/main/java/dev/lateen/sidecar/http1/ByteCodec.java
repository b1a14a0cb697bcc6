package dev.lateen.sidecar.http1;

import dev.lateen.sidecar.tls.OutputEnd;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;

/**
 * Takes the place of an HTTP/1 codec after a switch of protocols (RFC 9110 7.8): what arrives are
 * parts of an endless body, and the end of a direction is its last part, both ways.
 */
public final class ByteCodec extends ChannelDuplexHandler {
  private boolean ended;

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    context.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    context.fireChannelRead(
        message instanceof ByteBuf bytes ? new DefaultHttpContent(bytes) : message);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    boolean end =
        event == ChannelInputShutdownEvent.INSTANCE || event == SslCloseCompletionEvent.SUCCESS;
    if (end && !ended) {
      ended = true;
      context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
      context.fireChannelReadComplete();
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (!(message instanceof HttpContent content)) {
      context.write(message, promise);
    } else if (content instanceof LastHttpContent) {
      Channel channel = context.channel();
      context.writeAndFlush(content.content()).addListener(written -> OutputEnd.shutdown(channel));
    } else {
      context.write(content.content(), promise);
    }
  }
}
