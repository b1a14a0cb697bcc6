package dev.lateen.sidecar.tcp;

import dev.lateen.sidecar.loop.Deadlines;
import dev.lateen.sidecar.loop.EndOfRound;
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
 * The last handler of one side of a {@link BytePipe}. What arrives before the pipe is joined, or
 * faster than a throttle lets it pass, waits.
 */
public final class PipeEnd extends ChannelInboundHandlerAdapter {
  private final ArrayDeque<ByteBuf> waiting = new ArrayDeque<>(0);
  private Channel channel;
  private EndOfRound flushes;
  private BytePipe pipe;
  private PipeEnd other;
  private List<Counter> counters = List.of();
  private Pace pace;
  private boolean ended;

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
    flushes = new EndOfRound(channel.eventLoop(), channel::flush);
  }

  Channel channel() {
    return channel;
  }

  /** Whether the peer said its last byte and all were passed on. */
  boolean isEnded() {
    return ended && waiting.isEmpty();
  }

  void join(BytePipe joined, PipeEnd otherEnd, List<Counter> counted) {
    pipe = joined;
    other = otherEnd;
    counters = counted;
  }

  void slow(Throttle.Direction direction, Deadlines deadlines) {
    if (direction.isLimited()) {
      pace = new Pace(direction, deadlines, this::proceed);
    }
  }

  /** Passes on what waits, as far as it may, and reads on when nothing waits any more. */
  void proceed() {
    while (!waiting.isEmpty() && mayPass()) {
      ByteBuf next = waiting.peek();
      boolean whole = pace == null || next.readableBytes() <= pace.portion();
      pass(whole ? waiting.poll() : next.readRetainedSlice(pace.portion()));
    }
    other.flushes.request();
    if (isEnded()) {
      pipe.ended(this, other);
    }
    read();
  }

  private boolean mayPass() {
    return pace == null || pace.mayPass();
  }

  private void read() {
    channel.config().setAutoRead(waiting.isEmpty() && mayPass() && other.channel.isWritable());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      ReferenceCountUtil.release(message);
    } else if (pipe != null && pace == null && waiting.isEmpty()) {
      pass(bytes);
    } else {
      // A peer that has ended is read to its end whatever we ask for: what is too early waits.
      waiting.add(bytes);
      if (pipe != null) {
        proceed();
      }
    }
  }

  private void pass(ByteBuf bytes) {
    int length = bytes.readableBytes();
    pipe.active();
    for (Counter counter : counters) {
      counter.add(length);
    }
    other.channel.write(bytes, other.channel.voidPromise());
    if (pace != null) {
      pace.passed(length);
    }
    if (!other.channel.isWritable()) {
      channel.config().setAutoRead(false);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (pipe != null) {
      other.flushes.request();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (pipe != null && channel.isWritable()) {
      other.read();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    boolean end =
        event == ChannelInputShutdownEvent.INSTANCE || event == SslCloseCompletionEvent.SUCCESS;
    if (end && !ended) {
      ended = true;
      if (pipe != null && isEnded()) {
        pipe.ended(this, other);
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
    if (pace != null) {
      pace.end();
    }
    if (pipe != null) {
      pipe.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
