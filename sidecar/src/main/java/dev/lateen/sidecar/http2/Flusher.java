package dev.lateen.sidecar.http2;

import io.netty.channel.Channel;

/**
 * Flushes once at the end of the event loop's round, however many streams asked for it meanwhile.
 */
final class Flusher implements Runnable {
  private final Channel channel;
  private final FrameWriter writer;
  private boolean due;

  Flusher(Channel channel, FrameWriter writer) {
    this.channel = channel;
    this.writer = writer;
  }

  void request() {
    if (!due) {
      due = true;
      channel.eventLoop().execute(this);
    }
  }

  @Override
  public void run() {
    due = false;
    if (channel.isActive()) {
      writer.flush();
    }
  }
}
