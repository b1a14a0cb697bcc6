package dev.lateen.sidecar.http2;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.loop.Deadlines;
import io.netty.handler.codec.http2.Http2Error;
import java.time.Duration;
import java.util.List;

/**
 * How a connection ends well (RFC 9113 6.8): first it is announced, with a ping behind it; when
 * that is answered, or after a moment, no new stream is taken any more; when the last stream is
 * over the connection is closed.
 */
final class Farewell extends Deadline {
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final List<Http2Stream> NO_STREAMS = List.of();
  private static final long PING = 0x6661_7265_7765_6c6cL;

  private enum State {
    NONE,
    ANNOUNCED,
    FINAL
  }

  private final Session session;
  private final Streams streams;
  private final Deadlines deadlines;
  private State state = State.NONE;
  private boolean peerLeft;

  Farewell(Session session, Streams streams, Deadlines deadlines) {
    this.session = session;
    this.streams = streams;
    this.deadlines = deadlines;
  }

  /** Whether new streams of the peer are taken. */
  boolean accepts() {
    return state != State.FINAL;
  }

  /** Whether either side said that there will be no new streams. */
  boolean isBegun() {
    return peerLeft || state != State.NONE;
  }

  /** The peer takes no new streams; those we made after this one it did not look at. */
  void peerLeaves(int lastStreamId) {
    peerLeft = true;
    for (Http2Stream stream : session.isServer() ? NO_STREAMS : streams.snapshot()) {
      if (stream.id() > lastStreamId) {
        stream.end(Http2Error.REFUSED_STREAM, false, true);
      }
    }
    check();
  }

  void begin() {
    if (state != State.NONE) {
      return;
    }
    if (session.isServer()) {
      state = State.ANNOUNCED;
      session.writer().goAway(Integer.MAX_VALUE, Http2Error.NO_ERROR);
      session.writer().ping(false, PING);
      session.flush();
      deadlines.arm(this, PATIENCE);
    } else {
      conclude();
    }
  }

  void acknowledged(long ping) {
    if (ping == PING) {
      conclude();
    }
  }

  @Override
  protected void expired() {
    conclude();
  }

  private void conclude() {
    if (state != State.FINAL) {
      state = State.FINAL;
      disarm();
      session.writer().goAway(streams.lastOfPeer(), Http2Error.NO_ERROR);
      session.flush();
      check();
    }
  }

  /**
   * Closes when nothing is left to do. A client that left may still be sending: it is listened to
   * for a moment, as closing at once would reset the connection under what it has yet to read.
   */
  void check() {
    if (streams.size() > 0) {
      return;
    }
    if (state == State.FINAL || peerLeft && !session.isServer()) {
      session.closeAfterFlush();
    } else if (peerLeft && !isArmed()) {
      deadlines.arm(this, PATIENCE);
    }
  }
}
