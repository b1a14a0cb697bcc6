package dev.lateen.sidecar.http2;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2Error;

/** One request and its response on a session. Used on its event loop only. */
public final class Http2Stream {
  final StreamInput input;
  final StreamOutput output;
  private final Session session;
  private final int id;
  private Http2StreamListener listener = SilentListener.INSTANCE;
  private boolean closed;
  private boolean finishing;
  private boolean touched;
  private int activeRound;

  Http2Stream(Session session, int id) {
    this.session = session;
    this.id = id;
    this.input = new StreamInput(this, session);
    this.output = new StreamOutput(this, session);
  }

  int id() {
    return id;
  }

  void listen(Http2StreamListener to) {
    listener = to;
  }

  Http2StreamListener listener() {
    return listener;
  }

  /**
   * Sends a part of the message and takes over its reference; the last part ends it. Heads of
   * HTTP/1: what concerns its connections only is left out. Not flushed.
   */
  public void send(HttpObject part) {
    session.alive(this);
    if (part instanceof HttpMessage head) {
      output.head(head);
    }
    if (part instanceof HttpContent content) {
      output.content(content);
    }
    checkEnd();
  }

  /** Flushes what was sent, at the end of the event loop's round. */
  public void flush() {
    output.flushHead();
    session.flush();
  }

  /** Whether more can be sent without piling up. */
  public boolean isWritable() {
    return output.isWritable();
  }

  /** While false the peer's window is not opened again. */
  public void setReading(boolean reading) {
    input.setReading(reading);
  }

  /** Whether the whole message of the peer has arrived. */
  public boolean isInputEnded() {
    return input.isEnded();
  }

  /** Ends the stream now; the listener hears nothing more. */
  public void reset(Http2Error error) {
    listener = SilentListener.INSTANCE;
    if (!closed) {
      session.writer().reset(id, error);
      close(true);
      session.flush();
    }
  }

  /**
   * All is said: when what was sent is gone the stream ends, also if the peer still sends. The
   * listener hears nothing more.
   */
  public void finish() {
    listener = SilentListener.INSTANCE;
    finishing = true;
    input.setReading(true);
    checkEnd();
  }

  void checkEnd() {
    if (closed || !output.isEnded()) {
      return;
    }
    if (input.isEnded()) {
      close(false);
    } else if (finishing) {
      // RFC 9113 8.1: the rest of the request is not needed
      reset(Http2Error.NO_ERROR);
    }
  }

  /** The fields of the request are too large: the client is told so and no more is read. */
  void refuseHead() {
    session
        .writer()
        .head(
            id,
            new DefaultHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
            true);
    session.writer().reset(id, Http2Error.NO_ERROR);
    end(Http2Error.PROTOCOL_ERROR, true, false);
  }

  /** The stream is broken: the peer is told, and the listener. */
  void fail(Http2Error error) {
    if (!closed) {
      session.writer().reset(id, error);
      end(error, true, false);
    }
  }

  /** The stream is over without a word to the peer. */
  void end(Http2Error error, boolean resetByUs, boolean untouched) {
    Http2StreamListener told = listener;
    listener = SilentListener.INSTANCE;
    close(resetByUs);
    told.reset(error, untouched);
  }

  private void close(boolean resetByUs) {
    if (!closed) {
      closed = true;
      output.release();
      input.release();
      session.closed(this, resetByUs);
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** Remembers that something was delivered; whether for the first time in this round. */
  boolean touch() {
    boolean first = !touched;
    touched = true;
    return first;
  }

  void readComplete() {
    touched = false;
    listener.readComplete();
  }

  void activeIn(int round) {
    activeRound = round;
  }

  int activeRound() {
    return activeRound;
  }
}
