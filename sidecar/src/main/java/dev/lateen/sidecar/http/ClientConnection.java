package dev.lateen.sidecar.http;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.stats.ListenerCounters;
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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * A client's HTTP/1 connection: one exchange at a time, in order; requests that arrive meanwhile
 * wait, and the client is not read while they do.
 */
public final class ClientConnection extends ChannelInboundHandlerAdapter
    implements ManagedConnection {
  private static final Duration LINGER = Duration.ofSeconds(1);
  private static final int DISCARD_LIMIT = 256 << 10;

  private final Channel channel;
  private final Worker worker;
  private final ConnectionInfo info;
  private final ListenerCounters counters;
  private final ClientDecoder decoder;
  private final ClientEncoder encoder = new ClientEncoder();
  private final ArrayDeque<HttpObject> backlog = new ArrayDeque<>(0);
  private final Deadline patience =
      new Deadline() {
        @Override
        protected void expired() {
          outOfPatience();
        }
      };
  private ActiveModel.Target target;
  private HttpConnectionManager manager;
  private ActiveModel seen;
  private Exchange current;
  private boolean requestOpen;
  private boolean closing;
  private boolean batching;
  private boolean bodyPaused;
  private boolean partialHead;
  private boolean decoded;
  private int discarded;

  private ClientConnection(
      Channel channel,
      Worker worker,
      ConnectionInfo info,
      ActiveModel.Target target,
      HttpConnectionManager manager) {
    this.channel = channel;
    this.worker = worker;
    this.info = info;
    this.target = target;
    this.manager = manager;
    this.seen = worker.active();
    this.decoder = new ClientDecoder(manager.limits());
    this.counters = worker.context().counters().listener(target.listener().name());
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
    ClientConnection connection = new ClientConnection(channel, worker, info, target, manager);
    channel.pipeline().addLast(connection.decoder, connection.encoder, connection);
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
    } else if (backlog.isEmpty() && accepts(part)) {
      take(part);
    } else {
      backlog.add(part);
      updateReading();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    batching = false;
    if (current != null) {
      current.flush();
    } else if (!decoded
        && !requestOpen
        && !closing
        && !partialHead
        && manager.limits().headersTimeout().isPositive()) {
      partialHead = true;
      worker.context().deadlines().arm(patience, manager.limits().headersTimeout());
    }
    decoded = false;
  }

  private boolean accepts(HttpObject part) {
    return current == null || !(part instanceof HttpRequest);
  }

  private void take(HttpObject part) {
    if (closing) {
      takeLate(part);
    } else if (part instanceof HttpRequest request) {
      begin(request);
    } else if (part instanceof HttpContent content) {
      take(content);
    }
  }

  private void begin(HttpRequest request) {
    patience.disarm();
    partialHead = false;
    Optional<HttpResponseStatus> refusal = RequestCheck.refusal(request);
    if (refusal.isPresent()) {
      refuse(refusal.get());
      return;
    }
    requestOpen = true;
    discarded = 0;
    followModel();
    counters.requests.increment();
    counters.requestsActive.increment();
    current = new Exchange(this, request, manager, target.listener());
    current.start();
  }

  private void take(HttpContent content) {
    if (content.decoderResult().isFailure()) {
      content.release();
      malformed(RequestCheck.status(content.decoderResult()));
      return;
    }
    counters.bytesReceived.add(content.content().readableBytes());
    boolean last = content instanceof LastHttpContent;
    requestOpen = !last;
    if (current != null) {
      current.content(content);
    } else {
      discarded += content.content().readableBytes();
      content.release();
      afterDiscard(last);
    }
  }

  private void afterDiscard(boolean last) {
    if (last) {
      proceed();
    } else if (discarded > DISCARD_LIMIT) {
      close();
    }
  }

  /**
   * After the last response: what the client still sends is read so that it gets to read the
   * response (RFC 9112 9.6).
   */
  private void takeLate(HttpObject part) {
    ReferenceCountUtil.release(part);
    if (part instanceof LastHttpContent) {
      close();
    }
  }

  private void refuse(HttpResponseStatus status) {
    counters.requestsInvalid.increment();
    counters.responses.count(status.code());
    var reply = LocalReply.of(status, "");
    ResponseEditor.frame(reply, false, false, false);
    encoder.answeringHead(false);
    channel.write(reply, channel.voidPromise());
    end();
  }

  private void malformed(HttpResponseStatus status) {
    Exchange broken = current;
    current = null;
    boolean answered = broken == null || broken.isResponding();
    if (broken != null) {
      broken.cancel();
      counters.requestsActive.decrement();
    }
    if (answered) {
      close();
    } else {
      requestOpen = false;
      refuse(status);
    }
  }

  /** Looks at the model again when it changed; of a listener that is gone the last known serves. */
  private void followModel() {
    if (seen == worker.active()) {
      return;
    }
    seen = worker.active();
    Optional<ActiveModel.Target> next = seen.target(info.acceptedBy(), info.destination());
    if (next.isPresent() && next.get().chain().filter() instanceof HttpConnectionManager http) {
      target = next.get();
      manager = http;
    }
  }

  /** The response of the current exchange is written. */
  void finished(boolean keepAlive) {
    current = null;
    counters.requestsActive.decrement();
    bodyPaused = false;
    if (keepAlive) {
      proceed();
    } else {
      updateReading();
      end();
    }
  }

  private void proceed() {
    boolean outermost = !batching;
    batching = true;
    while (!backlog.isEmpty() && !closing && accepts(backlog.peek())) {
      take(backlog.poll());
    }
    if (outermost) {
      batching = false;
      if (current != null) {
        current.flush();
      }
    }
    if (current == null && !requestOpen && !closing) {
      rest();
    }
    updateReading();
  }

  private void rest() {
    Duration idle = manager.limits().idleTimeout();
    if (worker.isDraining()) {
      end();
    } else if (idle.isPositive() && !patience.isArmed()) {
      worker.context().deadlines().arm(patience, idle);
    }
  }

  private void outOfPatience() {
    if (partialHead) {
      refuse(HttpResponseStatus.REQUEST_TIMEOUT);
    } else {
      close();
    }
  }

  /** Flushes and closes, after the client has sent what it is sending or a moment has passed. */
  private void end() {
    closing = true;
    releaseBacklog();
    if (requestOpen) {
      channel.flush();
      worker.context().deadlines().arm(patience, LINGER);
    } else {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** Stops or resumes reading the body of the current request. */
  void pauseBody(boolean paused) {
    if (bodyPaused != paused) {
      bodyPaused = paused;
      updateReading();
    }
  }

  private void updateReading() {
    boolean reading = !bodyPaused && backlog.isEmpty();
    if (channel.config().isAutoRead() != reading) {
      channel.config().setAutoRead(reading);
    }
  }

  /** Takes the connection out of HTTP; it stays managed. */
  void detach(PipeEnd successor) {
    patience.disarm();
    current = null;
    counters.requestsActive.decrement();
    channel.pipeline().addLast(successor);
    channel.pipeline().remove(encoder);
    channel.pipeline().remove(this);
    channel.pipeline().remove(decoder);
  }

  /** Whether what is sent upstream will be flushed at the end of this round of reading. */
  boolean isBatching() {
    return batching;
  }

  Channel channel() {
    return channel;
  }

  Worker worker() {
    return worker;
  }

  ConnectionInfo info() {
    return info;
  }

  ListenerCounters counters() {
    return counters;
  }

  ClientEncoder encoder() {
    return encoder;
  }

  /** Whether the connection may go on after the current exchange. */
  boolean mayPersist() {
    return !worker.isDraining() && worker.active().bound(info.acceptedBy()).isPresent();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (current != null) {
      current.clientWritabilityChanged();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    patience.disarm();
    releaseBacklog();
    if (current != null) {
      Exchange abandoned = current;
      current = null;
      counters.requestsActive.decrement();
      abandoned.cancel();
    }
  }

  private void releaseBacklog() {
    backlog.forEach(ReferenceCountUtil::release);
    backlog.clear();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    close();
  }

  @Override
  public String acceptedBy() {
    return info.acceptedBy();
  }

  @Override
  public void drain() {
    if (current == null
        && !requestOpen
        && !partialHead
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
