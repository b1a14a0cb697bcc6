package dev.lateen.sidecar.http2;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.loop.Deadlines;
import dev.lateen.sidecar.tls.OutputEnd;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.time.Duration;

/**
 * The last moment of a connection on which everything was said. A client may still be sending, and
 * to close while what it sent is unread would reset the connection under what it has yet to read,
 * GOAWAY and responses among it: the output is ended, and what comes is dropped until the client
 * leaves too, a second at most (RFC 9112 9.6). A server is left at once.
 */
final class Parting extends Deadline {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** What a client that reads slowly, or not at all, may take for what is written. */
  private static final Duration UNREAD = Duration.ofMinutes(1);

  private final Session session;
  private final Deadlines deadlines;

  Parting(Session session, Deadlines deadlines) {
    this.session = session;
    this.deadlines = deadlines;
  }

  /** Sends what is written and closes. */
  void begin() {
    Channel channel = session.channel();
    session.writer().flush();
    ChannelFuture sent = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
    if (session.isServer()) {
      deadlines.arm(this, UNREAD);
      sent.addListener(_ -> awaitEnd());
    } else {
      sent.addListener(_ -> channel.close());
    }
  }

  private void awaitEnd() {
    if (isArmed()) {
      disarm();
      deadlines.arm(this, PATIENCE);
      OutputEnd.shutdown(session.channel());
    }
  }

  @Override
  protected void expired() {
    session.close();
  }
}
