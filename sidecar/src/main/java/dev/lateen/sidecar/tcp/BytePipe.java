package dev.lateen.sidecar.tcp;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.loop.Deadlines;
import dev.lateen.sidecar.model.TcpFault;
import dev.lateen.sidecar.stats.Counter;
import dev.lateen.sidecar.tls.OutputEnd;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.List;

/**
 * Two connections whose bytes go to each other, on one event loop. A side that cannot take more
 * stops the other from being read; the end of one direction is passed on and leaves the other open;
 * the end of both, an error or silence closes both.
 */
public final class BytePipe {
  private final Deadlines deadlines;
  private final Duration idleTimeout;
  private final Deadline silence =
      new Deadline() {
        @Override
        protected void expired() {
          listenForSilence();
        }
      };
  private List<PipeEnd> ends = List.of();
  private long lastActivity;

  /**
   * A pipe that is not joined yet.
   *
   * @param idleTimeout without a byte in either direction; zero for none
   */
  public BytePipe(Deadlines deadlines, Duration idleTimeout) {
    this.deadlines = deadlines;
    this.idleTimeout = idleTimeout;
  }

  /**
   * Slows a pipe down that is about to be joined.
   *
   * @param client the end of who is downstream
   */
  void throttle(TcpFault.Throttle settings, PipeEnd client, PipeEnd endpoint) {
    Throttle throttle = new Throttle(settings, System.nanoTime());
    client.slow(throttle.upstream(), deadlines);
    endpoint.slow(throttle.downstream(), deadlines);
  }

  /**
   * Joins two channels whose last handlers are these ends, and starts reading.
   *
   * @param fromFirst counts the bytes from the first to the second
   * @param fromSecond counts the others
   */
  public void join(
      PipeEnd first, PipeEnd second, List<Counter> fromFirst, List<Counter> fromSecond) {
    ends = List.of(first, second);
    first.join(this, second, fromFirst);
    second.join(this, first, fromSecond);
    for (PipeEnd end : ends) {
      Channel channel = end.channel();
      channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
      channel.closeFuture().addListener(closed -> close());
    }
    active();
    if (idleTimeout.isPositive()) {
      deadlines.arm(silence, idleTimeout);
    }
    ends.forEach(PipeEnd::proceed);
  }

  void active() {
    lastActivity = System.nanoTime();
  }

  /** The end of one direction: passed on after what was sent before. */
  void ended(PipeEnd from, PipeEnd to) {
    if (to.isEnded()) {
      close();
      return;
    }
    Channel channel = to.channel();
    channel
        .writeAndFlush(channel.alloc().buffer(0))
        .addListener((ChannelFutureListener) written -> OutputEnd.shutdown(channel));
  }

  /** Ends both connections, after what is still to be written. */
  public void close() {
    silence.disarm();
    for (PipeEnd end : ends) {
      Channel channel = end.channel();
      if (channel.isActive()) {
        channel.writeAndFlush(channel.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
      }
    }
  }

  private void listenForSilence() {
    long left = idleTimeout.toNanos() - (System.nanoTime() - lastActivity);
    if (left <= 0) {
      close();
    } else {
      deadlines.arm(silence, left);
    }
  }
}
