package dev.lateen.sidecar.http2;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;

/**
 * What arrives on a stream: head, data, trailers, in this order; at most what the window allows and
 * exactly what content-length says (RFC 9113 8.1.1).
 */
final class StreamInput {
  private static final long ANY = -1;

  private final Http2Stream stream;
  private final Session session;
  private final int window;
  private int windowLeft;
  private int unread;
  private int credit;
  private long contentLeft = ANY;
  private boolean headSeen;
  private boolean bodiless;
  private boolean ended;
  private boolean reading = true;

  StreamInput(Http2Stream stream, Session session) {
    this.stream = stream;
    this.session = session;
    this.window = session.limits().streamWindow();
    this.windowLeft = window;
  }

  boolean isEnded() {
    return ended;
  }

  boolean isHeadSeen() {
    return headSeen;
  }

  /** The message that answers HEAD has a length and no data. */
  void bodiless() {
    bodiless = true;
  }

  void head(HttpMessage head, long contentLength, boolean endOfStream) {
    boolean interim =
        head instanceof HttpResponse response
            && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    if (interim && endOfStream) {
      stream.fail(Http2Error.PROTOCOL_ERROR);
      return;
    }
    if (!interim) {
      headSeen = true;
      contentLeft = isCounted(head) ? contentLength : ANY;
    }
    if (endOfStream && contentLeft > 0) {
      stream.fail(Http2Error.PROTOCOL_ERROR);
      return;
    }
    stream.listener().head(head);
    if (endOfStream) {
      end(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  private boolean isCounted(HttpMessage head) {
    return !bodiless && !(head instanceof HttpResponse response && response.status().code() == 304);
  }

  /** A DATA frame counts for the window before it is read. */
  boolean takes(int length) {
    windowLeft -= length;
    if (windowLeft < 0) {
      stream.fail(Http2Error.FLOW_CONTROL_ERROR);
    }
    return !stream.isClosed();
  }

  void data(ByteBuf part, boolean endOfStream) {
    int length = part.readableBytes();
    if (contentLeft != ANY) {
      contentLeft -= length;
      if (contentLeft < 0 || (endOfStream && contentLeft > 0)) {
        session.input().consumed(length);
        stream.fail(Http2Error.PROTOCOL_ERROR);
        return;
      }
    }
    consumed(length);
    if (endOfStream) {
      end(
          length == 0
              ? LastHttpContent.EMPTY_LAST_CONTENT
              : new DefaultLastHttpContent(part.retain()));
    } else if (length > 0) {
      stream.listener().content(new DefaultHttpContent(part.retain()));
    }
  }

  void trailers(HttpHeaders trailers) {
    if (contentLeft > 0) {
      stream.fail(Http2Error.PROTOCOL_ERROR);
      return;
    }
    DefaultLastHttpContent last = new DefaultLastHttpContent();
    last.trailingHeaders().set(trailers);
    end(last);
  }

  private void end(LastHttpContent last) {
    ended = true;
    stream.listener().content(last);
    stream.checkEnd();
  }

  /** Padding: of no use to anyone, so the window opens again. */
  void skipped(int bytes) {
    credit += bytes;
  }

  private void consumed(int bytes) {
    unread += bytes;
    if (reading) {
      openWindow();
    }
  }

  void setReading(boolean on) {
    reading = on;
    if (on && unread > 0) {
      openWindow();
      session.flush();
    }
  }

  private void openWindow() {
    session.input().consumed(unread);
    credit += unread;
    unread = 0;
    if (credit >= window / 2 && !ended && !stream.isClosed()) {
      session.writer().windowUpdate(stream.id(), credit);
      windowLeft += credit;
      credit = 0;
    }
  }

  void release() {
    session.input().consumed(unread);
    unread = 0;
  }
}
