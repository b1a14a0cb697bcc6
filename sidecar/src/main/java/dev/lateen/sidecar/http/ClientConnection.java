package dev.lateen.sidecar.http;

import dev.lateen.sidecar.http1.ByteCodec;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.worker.ActiveModel;
import dev.lateen.sidecar.worker.ManagedConnection;
import dev.lateen.sidecar.worker.Worker;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;

/**
 * A client's HTTP/1 connection: one exchange at a time, in order; requests that arrive meanwhile
 * wait, and the client is not read while they do.
 */
public final class ClientConnection extends ChannelInboundHandlerAdapter
    implements ManagedConnection {
  private static final int DISCARD_LIMIT = 256 << 10;

  private final ClientLink link;
  private final Channel channel;
  private final ClientReading reading;
  private final Patience patience;
  private Exchange current;
  private boolean requestOpen;
  private boolean closing;
  private boolean batching;
  private boolean bodyAwaited;
  private int discarded;

  private ClientConnection(ClientLink link) {
    this.link = link;
    this.channel = link.channel();
    this.reading = link.reading();
    this.patience =
        new Patience(link, () -> malformed(HttpResponseStatus.REQUEST_TIMEOUT), this::close);
  }

  /**
   * Serves an accepted connection with this connection manager, the filter of the target's chain.
   */
  public static void serve(
      Channel channel,
      Worker worker,
      ConnectionInfo info,
      ActiveModel.Target target,
      HttpConnectionManager manager) {
    ClientConnection connection =
        new ClientConnection(ClientLink.of(channel, worker, info, target.listener(), manager));
    channel.pipeline().addLast(connection.link.codec(), connection);
    worker.add(connection);
    channel.closeFuture().addListener(closed -> worker.remove(connection));
    connection.rest();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    batching = true;
    if (!(message instanceof HttpObject part)) {
      ReferenceCountUtil.release(message);
    } else if (!reading.hasWaiting() && accepts(part)) {
      take(part);
    } else {
      reading.postpone(part);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    batching = false;
    if (current != null) {
      current.flush();
    } else if (!requestOpen && !closing) {
      patience.awaitHead();
    }
    if (requestOpen && !closing) {
      patience.awaitBody();
    }
  }

  private boolean accepts(HttpObject part) {
    return current == null || !(part instanceof HttpRequest);
  }

  private void take(HttpObject part) {
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
    if (H2cUpgrade.takesOver(request, link, this)) {
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
      discarded += content.content().readableBytes();
      content.release();
      if (last) {
        proceed();
      } else if (discarded > DISCARD_LIMIT) {
        close();
      }
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
      close();
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
      proceed();
    } else {
      reading.update();
      end();
    }
  }

  private void proceed() {
    boolean outermost = !batching;
    batching = true;
    while (reading.hasWaiting() && !closing && accepts(reading.peek())) {
      take(reading.next());
    }
    if (outermost) {
      batching = false;
      if (current != null) {
        current.flush();
      }
    }
    if (current == null && !closing) {
      rest();
    }
    reading.update();
  }

  private void rest() {
    if (link.worker().isDraining()) {
      patience.farewell();
    } else {
      patience.awaitHead();
    }
  }

  /** Flushes and closes, after the client has sent what it is sending or a moment has passed. */
  private void end() {
    closing = true;
    reading.release();
    if (requestOpen) {
      channel.flush();
      patience.linger();
    } else {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** From now on what arrives are bytes, as parts of the body of the current request. */
  void switchProtocols() {
    patience.end();
    channel.pipeline().replace(link.codec(), "bytes", new ByteCodec());
  }

  /** Whether what is sent upstream will be flushed at the end of this round of reading. */
  boolean isBatching() {
    return batching;
  }

  /** Whether nothing of the body of the current request has arrived. */
  boolean isBodyAwaited() {
    return bodyAwaited;
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (current != null) {
      current.clientWritabilityChanged();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    patience.end();
    reading.release();
    abandon();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    close();
  }

  @Override
  public String acceptedBy() {
    return link.info().acceptedBy();
  }

  /**
   * A client that may be sending right now is not cut off: it learns from its next response, or
   * from the end of a connection that it has not used for a while.
   */
  @Override
  public void drain() {
    if (current == null && !requestOpen && !link.codec().isHeadBegun() && !closing) {
      patience.farewell();
    }
  }

  @Override
  public void close() {
    channel.close();
  }
}
