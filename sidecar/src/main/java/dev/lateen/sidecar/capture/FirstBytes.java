package dev.lateen.sidecar.capture;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.loop.Deadlines;
import dev.lateen.sidecar.model.Detection;
import dev.lateen.sidecar.model.Sniffed;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.function.Consumer;

/**
 * Waits for the first bytes of a connection until they tell what it is, then leaves the pipeline
 * and passes them on to the handlers that were added meanwhile.
 */
public final class FirstBytes extends ByteToMessageDecoder {
  private final Detection detection;
  private final Consumer<Sniffed> then;
  private final Deadline patience =
      new Deadline() {
        @Override
        protected void expired() {
          silent();
        }
      };
  private ChannelHandlerContext context;
  private boolean decided;

  private FirstBytes(Detection detection, Consumer<Sniffed> then) {
    this.detection = detection;
    this.then = then;
  }

  /**
   * Looks at a channel that was just accepted.
   *
   * @param then told what was seen, on the channel's loop; adds the handlers that serve it. Not
   *     called for a connection that is closed instead
   */
  public static void wait(
      Channel channel, Detection detection, Deadlines deadlines, Consumer<Sniffed> then) {
    FirstBytes handler = new FirstBytes(detection, then);
    // A client that has said everything and waits for an answer is no client that is gone.
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    channel.pipeline().addLast(handler);
    if (detection.timeout().isPositive()) {
      deadlines.arm(handler.patience, detection.timeout());
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  protected void decode(ChannelHandlerContext ignored, ByteBuf in, List<Object> out) {
    if (decided) {
      return;
    }
    switch (look(in)) {
      case Look.Undecided more -> {}
      case Look.Seen(Sniffed what) -> decide(what);
      case Look.Nothing unknown -> decide(Sniffed.PLAIN);
      case Look.Refused tooLarge -> context.close();
    }
  }

  private Look look(ByteBuf in) {
    if (detection.tls() && ClientHello.mayBegin(in)) {
      return ClientHello.look(in);
    }
    return detection.http() ? HttpStart.look(in) : new Look.Nothing();
  }

  private void decide(Sniffed what) {
    if (decided || context.isRemoved()) {
      return;
    }
    decided = true;
    patience.disarm();
    context.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
    then.accept(what);
    if (!context.isRemoved()) {
      context.pipeline().remove(this);
    }
  }

  private void silent() {
    if (detection.servesSilent()) {
      decide(Sniffed.PLAIN);
    } else {
      context.close();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ignored, Object event) {
    ChannelHandlerContext passing = context;
    if (event instanceof ChannelInputShutdownEvent) {
      decide(Sniffed.PLAIN);
    }
    passing.fireUserEventTriggered(event);
    if (event instanceof ChannelInputShutdownEvent) {
      closeUnlessHalfIsEnough(passing.channel());
    }
  }

  /** The input ended before the option was set back, so the transport itself did not close. */
  private static void closeUnlessHalfIsEnough(Channel channel) {
    if (!Boolean.TRUE.equals(channel.config().getOption(ChannelOption.ALLOW_HALF_CLOSURE))) {
      channel.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext gone) throws Exception {
    patience.disarm();
    decided = true;
    super.channelInactive(gone);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext gone, Throwable cause) {
    gone.close();
  }
}
