package dev.lateen.sidecar.tcp;

import dev.lateen.sidecar.stats.Counter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The last handler of one side of a {@link BytePipe}. What arrives before the pipe is joined waits.
 */
public final class PipeEnd extends ChannelInboundHandlerAdapter {
  private final ArrayDeque<ByteBuf> early = new ArrayDeque<>();
  private Channel channel;
  private BytePipe pipe;
  private PipeEnd other;
  private List<Counter> counters = List.of();
  private boolean ended;

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
  }

  Channel channel() {
    return channel;
  }

  boolean isEnded() {
    return ended;
  }

  void join(BytePipe joined, PipeEnd otherEnd, List<Counter> counted) {
    pipe = joined;
    other = otherEnd;
    counters = counted;
  }

  void start() {
    while (!early.isEmpty()) {
      pass(early.poll());
    }
    other.channel.flush();
    if (ended) {
      pipe.ended(this, other);
    }
    channel.config().setAutoRead(other.channel.isWritable());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      ReferenceCountUtil.release(message);
    } else if (pipe == null) {
      early.add(bytes);
    } else {
      pass(bytes);
    }
  }

  private void pass(ByteBuf bytes) {
    pipe.active();
    for (Counter counter : counters) {
      counter.add(bytes.readableBytes());
    }
    other.channel.write(bytes, other.channel.voidPromise());
    if (!other.channel.isWritable()) {
      channel.config().setAutoRead(false);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (pipe != null) {
      other.channel.flush();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (pipe != null && channel.isWritable()) {
      other.channel.config().setAutoRead(true);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    boolean end =
        event == ChannelInputShutdownEvent.INSTANCE || event == SslCloseCompletionEvent.SUCCESS;
    if (end && !ended) {
      ended = true;
      if (pipe != null) {
        pipe.ended(this, other);
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    early.forEach(ReferenceCountUtil::release);
    early.clear();
    if (pipe != null) {
      pipe.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
