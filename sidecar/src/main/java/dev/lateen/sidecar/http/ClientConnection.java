package dev.lateen.sidecar.http;

import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.tcp.PipeEnd;
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
  private final Worker worker;
  private final Served served;
  private final ClientReading reading;
  private final Patience patience;
  private Exchange current;
  private boolean requestOpen;
  private boolean closing;
  private boolean batching;
  private boolean decoded;
  private boolean bodyAwaited;
  private int discarded;

  private ClientConnection(ClientLink link) {
    this.link = link;
    this.channel = link.channel();
    this.worker = link.worker();
    this.served = link.served();
    this.reading = link.reading();
    this.patience =
        new Patience(
            worker.context().deadlines(),
            () -> refuse(HttpResponseStatus.REQUEST_TIMEOUT),
            this::bodyLate,
            this::close);
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
    decoded = true;
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
    } else if (!decoded && !requestOpen && !closing) {
      patience.headBegan(served.manager().limits().headersTimeout());
    }
    if (requestOpen && !closing) {
      patience.bodyContinued(served.manager().limits().bodyTimeout());
    }
    decoded = false;
  }

  /** Unless it is not read because nobody takes it. */
  private void bodyLate() {
    if (reading.isPaused()) {
      patience.bodyContinued(served.manager().limits().bodyTimeout());
    } else {
      malformed(HttpResponseStatus.REQUEST_TIMEOUT);
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
      ReferenceCountUtil.release(request);
      refuse(refusal.get());
      return;
    }
    requestOpen = true;
    bodyAwaited = true;
    discarded = 0;
    served.follow();
    link.counters().requests.increment();
    link.counters().requestsActive.increment();
    current =
        new Exchange(
            new Http1Stream(this, link, request), request, served.manager(), served.listener());
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

  private void malformed(HttpResponseStatus status) {
    Exchange broken = current;
    current = null;
    boolean answered = broken == null || broken.isResponding();
    if (broken != null) {
      broken.cancel();
      link.counters().requestsActive.decrement();
    }
    if (answered) {
      close();
    } else {
      requestOpen = false;
      refuse(status);
    }
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
    if (worker.isDraining()) {
      end();
    } else {
      patience.rest(served.manager().limits().idleTimeout());
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

  /** Takes the connection out of HTTP; it stays managed. */
  void detach(PipeEnd successor) {
    patience.end();
    current = null;
    link.counters().requestsActive.decrement();
    channel.pipeline().addLast(successor);
    channel.pipeline().remove(this);
    channel.pipeline().remove(link.codec());
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
    if (current != null) {
      Exchange abandoned = current;
      current = null;
      link.counters().requestsActive.decrement();
      abandoned.cancel();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    close();
  }

  @Override
  public String acceptedBy() {
    return link.info().acceptedBy();
  }

  @Override
  public void drain() {
    if (current == null
        && !requestOpen
        && !patience.isHeadBegun()
        && !closing
        && channel.pipeline().context(this) != null) {
      end();
    }
  }

  @Override
  public void close() {
    channel.close();
  }
}
