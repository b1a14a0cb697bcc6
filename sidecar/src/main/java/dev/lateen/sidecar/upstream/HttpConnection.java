package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.http1.ClientCodec;
import dev.lateen.sidecar.http1.MessageLimits;
import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.tls.PeerIdentity;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;

/** An HTTP/1.1 connection to an endpoint: one request at a time, then back to its pool. */
final class HttpConnection extends ChannelInboundHandlerAdapter
    implements UpstreamStream, PooledConnection {
  private static final int DISCARD_LIMIT = 64 << 10;
  private static final MessageLimits LIMITS = new MessageLimits(16 << 10, 60 << 10, 100);

  private final Channel channel;
  private final HostPool pool;
  private final ClientCodec codec;
  private final Deadline idleEnd =
      new Deadline() {
        @Override
        protected void expired() {
          close();
        }
      };
  private final ConnectionAge age;
  private final Tunnel tunnel;
  private StreamListener listener;
  private int requests;
  private boolean busy;
  private boolean requestSent;
  private boolean interim;
  private boolean persistent;
  private boolean switched;
  private int discardable;

  private HttpConnection(Channel channel, HostPool pool, ClientCodec codec) {
    this.channel = channel;
    this.pool = pool;
    this.codec = codec;
    this.age = new ConnectionAge(channel, pool.lifetimes());
    this.tunnel = new Tunnel(channel);
  }

  static HttpConnection install(Channel channel, HostPool pool) {
    ClientCodec codec = new ClientCodec(LIMITS);
    HttpConnection connection = new HttpConnection(channel, pool, codec);
    channel.pipeline().addLast(codec, connection);
    return connection;
  }

  @Override
  public int requests() {
    return requests;
  }

  @Override
  public boolean hasRoom() {
    return !busy && channel.isActive();
  }

  @Override
  public void begin(StreamListener newListener) {
    idleEnd.disarm();
    listener = newListener;
    busy = true;
    requestSent = false;
    interim = false;
    switched = false;
    persistent = true;
    discardable = -1;
    requests++;
    newListener.connected(this);
  }

  @Override
  public void rest(Duration atMost) {
    if (atMost.isPositive()) {
      pool.context().deadlines().arm(idleEnd, atMost);
    }
  }

  @Override
  public boolean isOld() {
    return age.isOver();
  }

  @Override
  public void close() {
    channel.close();
  }

  @Override
  public void send(HttpObject part) {
    if (part instanceof HttpContent content) {
      pool.counters().bytesSent.add(content.content().readableBytes());
    }
    boolean last = part instanceof LastHttpContent;
    requestSent |= last;
    channel.write(part, channel.voidPromise());
    if (last && tunnel.isOpen()) {
      tunnel.endOutput();
      endTunnel();
    }
  }

  @Override
  public void flush() {
    channel.flush();
  }

  @Override
  public boolean isWritable() {
    return channel.isWritable();
  }

  @Override
  public void setReading(boolean reading) {
    channel.config().setAutoRead(reading);
  }

  @Override
  public void cancel() {
    if (listener != null) {
      listener = null;
      close();
    }
  }

  @Override
  public void discard() {
    if (!requestSent || !persistent) {
      cancel();
    } else if (listener != null) {
      listener = null;
      discardable = DISCARD_LIMIT;
      setReading(true);
    }
  }

  @Override
  public boolean isReused() {
    return requests > 1;
  }

  @Override
  public String principal() {
    return PeerIdentity.principalOf(channel);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    switch (message) {
      case HttpResponse head when busy -> head(head);
      case HttpContent content when busy -> content(content);
      default -> {
        ReferenceCountUtil.release(message);
        close();
      }
    }
  }

  private void head(HttpResponse head) {
    if (head.decoderResult().isFailure()) {
      fail(UpstreamFailure.PROTOCOL);
      return;
    }
    int status = head.status().code();
    switched = status == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL && !switched;
    if (interim) {
      if (listener != null) {
        listener.informational(head);
      }
      return;
    }
    pool.counters().responses.count(status);
    persistent = HttpUtil.isKeepAlive(head);
    if (listener != null) {
      listener.head(head);
    }
  }

  private void content(HttpContent content) {
    if (content.decoderResult().isFailure()) {
      content.release();
      fail(UpstreamFailure.PROTOCOL);
      return;
    }
    boolean last = content instanceof LastHttpContent;
    if (interim) {
      interim = !last;
      content.release();
      return;
    }
    if (switched && !tunnel.isOpen()) {
      tunnel.open(codec);
      return;
    }
    pool.counters().bytesReceived.add(content.content().readableBytes());
    StreamListener receiver = listener;
    if (last && !tunnel.isOpen()) {
      complete();
    }
    deliver(receiver, content);
    if (last && tunnel.isOpen()) {
      tunnel.endInput();
      endTunnel();
    }
  }

  private void endTunnel() {
    if (tunnel.isOver()) {
      listener = null;
      tunnel.close();
    }
  }

  private void deliver(StreamListener receiver, HttpContent content) {
    if (receiver != null) {
      receiver.content(content);
      return;
    }
    discardable -= content.content().readableBytes();
    content.release();
    if (discardable < 0 && busy) {
      close();
    }
  }

  /**
   * Back to the pool before the listener hears of the end, so that its next request finds this
   * connection.
   */
  private void complete() {
    listener = null;
    end();
    if (persistent && requestSent && channel.isActive()) {
      setReading(true);
      pool.available(this);
    } else {
      close();
    }
  }

  private void end() {
    if (busy) {
      busy = false;
      pool.ended();
    }
  }

  private void fail(UpstreamFailure failure) {
    StreamListener receiver = listener;
    listener = null;
    end();
    close();
    if (receiver != null) {
      pool.counters().resets.increment();
      receiver.failed(failure);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (listener != null) {
      listener.readComplete();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (listener != null) {
      listener.writabilityChanged();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    idleEnd.disarm();
    pool.forget(this);
    fail(UpstreamFailure.RESET);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    close();
  }
}
