package dev.lateen.sidecar.http2;

import dev.lateen.sidecar.loop.Deadlines;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;

/**
 * An HTTP/2 connection, as client or server; it is the last handler of its channel. Used on its
 * event loop only. What is written is flushed once at the end of the loop's round.
 */
public final class Http2Connection {
  private final Session session;

  private Http2Connection(Session session) {
    this.session = session;
  }

  /** Serves a client whose first bytes will be the connection preface. */
  public static Http2Connection serve(
      Channel channel, Http2Limits limits, Deadlines deadlines, Http2ConnectionListener listener) {
    return start(new Session(channel, true, false, limits, deadlines, listener));
  }

  /**
   * Speaks to a server that is known to understand HTTP/2.
   *
   * @param secure whether requests say that they came by https
   */
  public static Http2Connection connect(
      Channel channel,
      boolean secure,
      Http2Limits limits,
      Deadlines deadlines,
      Http2ConnectionListener listener) {
    return start(new Session(channel, false, secure, limits, deadlines, listener));
  }

  private static Http2Connection start(Session session) {
    session.start();
    return new Http2Connection(session);
  }

  /**
   * As a server: the client has said its settings and its first request in HTTP/1 (RFC 7540 3.2),
   * the request without a body.
   */
  public void upgraded(byte[] settings, HttpRequest request) {
    session.upgraded(settings, request);
  }

  /**
   * Makes a stream, as a client.
   *
   * @throws IllegalStateException when {@link #capacity} is 0
   */
  public Http2Stream open(Http2StreamListener listener) {
    if (capacity() == 0) {
      throw new IllegalStateException("no more streams on this connection");
    }
    return session.open(listener);
  }

  /**
   * How many more streams can be made now, as a client: none before the server said what it allows.
   */
  public int capacity() {
    return session.capacity();
  }

  /** Whether the peer takes a switch of protocols on a stream (RFC 8441). */
  public boolean takesConnectProtocol() {
    return session.peer().takesConnectProtocol();
  }

  /** Ends when the streams under way are over. */
  public void drain() {
    session.drain();
  }

  /** Ends now. */
  public void close() {
    session.close();
  }
}
