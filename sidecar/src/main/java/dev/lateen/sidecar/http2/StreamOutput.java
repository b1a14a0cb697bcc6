package dev.lateen.sidecar.http2;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/**
 * What is sent on a stream. A head is held back until something follows or a flush, so that a
 * message without a body is one frame that ends the stream; data waits for the peer's windows.
 */
final class StreamOutput {
  private static final int WRITABLE_BELOW = 64 << 10;

  private final Http2Stream stream;
  private final Session session;
  private final ArrayDeque<HttpContent> waiting = new ArrayDeque<>(2);
  private HttpMessage head;
  private int window;
  private int waitingBytes;
  private boolean ended;
  private boolean blocked;

  StreamOutput(Http2Stream stream, Session session) {
    this.stream = stream;
    this.session = session;
    this.window = session.output().initialWindow();
  }

  boolean isEnded() {
    return ended;
  }

  boolean isWritable() {
    return waitingBytes < WRITABLE_BELOW && session.channel().isWritable();
  }

  void head(HttpMessage message) {
    if (stream.isClosed()) {
      return;
    }
    boolean interim =
        message instanceof HttpResponse response
            && response.status().codeClass() == HttpStatusClass.INFORMATIONAL
            && response.status().code() != 101;
    if (interim) {
      session.writer().head(stream.id(), message, false);
    } else {
      if (message instanceof HttpRequest request && request.method().equals(HttpMethod.HEAD)) {
        stream.input.bodiless();
      }
      head = message;
    }
  }

  void flushHead() {
    sendHead(false);
  }

  private void sendHead(boolean endOfStream) {
    if (head != null && !stream.isClosed()) {
      HttpMessage message = head;
      head = null;
      session.writer().head(stream.id(), message, endOfStream);
    }
  }

  void content(HttpContent content) {
    boolean last = content instanceof LastHttpContent;
    if (stream.isClosed() || ended) {
      content.release();
      return;
    }
    if (last && head != null && isEmpty((LastHttpContent) content)) {
      content.release();
      sendHead(true);
      ended = true;
      return;
    }
    sendHead(false);
    waitingBytes += content.content().readableBytes();
    waiting.add(content);
    if (waiting.size() == 1) {
      drain();
    }
  }

  private static boolean isEmpty(LastHttpContent last) {
    return !last.content().isReadable() && last.trailingHeaders().isEmpty();
  }

  /** Sends what the windows allow. */
  void drain() {
    while (!waiting.isEmpty() && step()) {
      // a frame at a time
    }
  }

  /** Sends a frame; whether it could. */
  boolean step() {
    HttpContent content = waiting.peek();
    if (content == null) {
      return false;
    }
    ByteBuf bytes = content.content();
    int length = bytes.readableBytes();
    int allowed = Math.min(Math.min(window, session.output().window()), length);
    int now = Math.max(0, Math.min(allowed, session.writer().maxFrame()));
    if (now == 0 && length > 0) {
      block();
      return false;
    }
    send(content, bytes, now, now == length);
    return true;
  }

  private void send(HttpContent content, ByteBuf bytes, int now, boolean whole) {
    LastHttpContent last = whole && content instanceof LastHttpContent end ? end : null;
    boolean trailers = last != null && !last.trailingHeaders().isEmpty();
    if (now > 0 || (last != null && !trailers)) {
      session.writer().data(stream.id(), bytes.readRetainedSlice(now), last != null && !trailers);
      window -= now;
      session.output().sent(now);
      waitingBytes -= now;
    }
    if (trailers) {
      session.writer().trailers(stream.id(), last.trailingHeaders());
    }
    if (whole) {
      waiting.poll();
      content.release();
      ended = last != null;
    }
  }

  private void block() {
    if (!blocked && window > 0) {
      blocked = true;
      session.output().await(this);
    }
  }

  /** The connection's window opened: sends one frame, and gets in line again for more. */
  void resume() {
    blocked = false;
    if (!stream.isClosed() && step()) {
      if (!waiting.isEmpty()) {
        block();
      }
      afterwards();
    }
  }

  /** Opens the window, or closes it (RFC 9113 6.9.2); false when it would be too large. */
  boolean open(int increment) {
    boolean full = !isWritable();
    long opened = (long) window + increment;
    if (opened > Integer.MAX_VALUE) {
      return false;
    }
    window = (int) opened;
    drain();
    if (full) {
      afterwards();
    }
    return true;
  }

  private void afterwards() {
    if (isWritable() && !ended) {
      stream.listener().writable();
    }
    stream.checkEnd();
  }

  void release() {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
    waitingBytes = 0;
    head = null;
  }
}
