package dev.lateen.sidecar.http;

import dev.lateen.sidecar.http1.ByteCodec;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;

/**
 * The exchanges of a client's HTTP/1 connection, one at a time, and how it comes to its end so that
 * the client gets to read the last response.
 */
final class Http1Exchanges {
  private static final int DISCARD_LIMIT = 256 << 10;

  private final ClientConnection connection;
  private final ClientLink link;
  private final ClientReading reading;
  private final Patience patience;
  private Exchange current;
  private boolean requestOpen;
  private boolean inputEnded;
  private boolean closing;
  private boolean switched;
  private boolean bodyAwaited;
  private int discarded;

  Http1Exchanges(ClientConnection connection, ClientLink link) {
    this.connection = connection;
    this.link = link;
    this.reading = link.reading();
    this.patience =
        new Patience(link, () -> malformed(HttpResponseStatus.REQUEST_TIMEOUT), this::waitedEnough);
  }

  /** Whether it is this part's turn. */
  boolean accepts(HttpObject part) {
    return current == null || !(part instanceof HttpRequest);
  }

  /** Takes over a part whose turn it is. */
  void take(HttpObject part) {
    if (closing) {
      // What the client still sends is read, so that it gets to read the response (RFC 9112 9.6).
      ReferenceCountUtil.release(part);
      if (requestOpen && part instanceof LastHttpContent) {
        requestOpen = false;
        end();
      }
    } else if (part instanceof HttpRequest request) {
      begin(request);
    } else if (part instanceof HttpContent content) {
      take(content);
    }
  }

  private void begin(HttpRequest request) {
    patience.end();
    Optional<HttpResponseStatus> refusal = RequestCheck.refusal(request);
    if (refusal.isPresent()) {
      refuse(refusal.get());
      return;
    }
    link.served().follow();
    if (H2cUpgrade.takesOver(request, link, connection)) {
      return;
    }
    requestOpen = true;
    bodyAwaited = true;
    discarded = 0;
    link.counters().requests.increment();
    link.counters().requestsActive.increment();
    current =
        new Exchange(
            new Http1Stream(this, link, request),
            request,
            link.served().manager(),
            link.served().listener());
    current.start();
  }

  private void take(HttpContent content) {
    if (content.decoderResult().isFailure()) {
      content.release();
      malformed(RequestCheck.status(content.decoderResult()));
      return;
    }
    link.counters().bytesReceived.add(content.content().readableBytes());
    boolean last = content instanceof LastHttpContent;
    if (last) {
      requestOpen = false;
      patience.end();
    }
    bodyAwaited = false;
    if (current != null) {
      current.content(content);
    } else {
      discard(content, last);
    }
  }

  /** The request was answered before it was over. */
  private void discard(HttpContent content, boolean last) {
    discarded += content.content().readableBytes();
    content.release();
    if (last) {
      connection.proceed();
    } else if (discarded > DISCARD_LIMIT) {
      connection.close();
    }
  }

  /** All that was read is taken. */
  void readComplete() {
    if (current != null) {
      current.flush();
    } else if (!requestOpen && !closing) {
      patience.awaitHead();
    }
    if (requestOpen && !closing) {
      patience.awaitBody();
    }
  }

  /** Nothing waits: the next request may come, if there is to be one. */
  void rest() {
    if (inputEnded) {
      settle();
    } else if (current == null && !closing) {
      if (link.worker().isDraining()) {
        patience.farewell();
      } else {
        patience.awaitHead();
      }
    }
  }

  /** The client will send nothing more. */
  void inputEnded() {
    if (!switched) {
      inputEnded = true;
      settle();
    }
  }

  /**
   * Whoever sends nothing more may wait for an answer, or be gone: the two look the same. So an
   * answer that begins soon is not lost, and one that does not is not waited for.
   */
  private void settle() {
    if (closing || current == null && !reading.hasWaiting()) {
      requestOpen = false;
      end();
    } else if (requestOpen && !reading.hasWaiting()) {
      connection.close();
    } else {
      patience.farewell();
    }
  }

  private void waitedEnough() {
    if (current == null || !current.isResponding()) {
      connection.close();
    }
  }

  /** What follows is not understood: it is dropped, and the client gets to read the refusal. */
  private void refuse(HttpResponseStatus status) {
    link.refuse(status);
    closing = true;
    reading.release();
    reading.pauseBody(false);
    link.endOutput();
    patience.linger();
  }

  /** What was being read cannot be read to its end. */
  private void malformed(HttpResponseStatus status) {
    boolean betweenRequests = current == null && !requestOpen;
    if (!betweenRequests && abandon()) {
      connection.close();
    } else {
      requestOpen = false;
      refuse(status);
    }
  }

  /** Gives up what is under way; whether the client has its answer, or a part of it. */
  private boolean abandon() {
    Exchange abandoned = current;
    if (abandoned == null) {
      return true;
    }
    current = null;
    link.counters().requestsActive.decrement();
    abandoned.cancel();
    return abandoned.isResponding();
  }

  /** The response of the current exchange is written. */
  void finished(boolean keepAlive) {
    current = null;
    link.counters().requestsActive.decrement();
    reading.pauseBody(false);
    if (keepAlive) {
      connection.proceed();
    } else {
      reading.update();
      end();
    }
  }

  /** Flushes and closes, after the client has sent what it is sending or a moment has passed. */
  private void end() {
    closing = true;
    reading.release();
    if (requestOpen) {
      link.channel().flush();
      patience.linger();
    } else {
      link.channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** From now on what arrives are bytes, as parts of the body of the current request. */
  void switchProtocols() {
    patience.end();
    switched = true;
    link.channel().pipeline().replace(link.codec(), "bytes", new ByteCodec());
  }

  /** Whether nothing of the body of the current request has arrived. */
  boolean isBodyAwaited() {
    return bodyAwaited;
  }

  void flush() {
    if (current != null) {
      current.flush();
    }
  }

  void clientWritabilityChanged() {
    if (current != null) {
      current.clientWritabilityChanged();
    }
  }

  void clientGone() {
    patience.end();
    abandon();
  }

  /**
   * A client that may be sending right now is not cut off: it learns from its next response, or
   * from the end of a connection that it has not used for a while.
   */
  void drain() {
    if (current == null && !requestOpen && !link.codec().isHeadBegun() && !closing) {
      patience.farewell();
    }
  }
}
