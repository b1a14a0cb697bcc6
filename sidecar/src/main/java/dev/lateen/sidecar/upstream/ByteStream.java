package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.http1.ByteCodec;
import dev.lateen.sidecar.stats.ClusterCounters;
import dev.lateen.sidecar.tls.PeerIdentity;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * What CONNECT asks for (RFC 9110 9.3.6): a connection to an endpoint that carries bytes. That it
 * is there is the response, 200; the parts of both bodies are the bytes, and the last part ends one
 * direction.
 */
final class ByteStream extends ChannelInboundHandlerAdapter implements UpstreamStream {
  private final Channel channel;
  private final ClusterCounters counters;
  private final StreamListener listener;
  private boolean answered;
  private boolean over;
  private boolean inputEnded;
  private boolean outputEnded;

  private ByteStream(Channel channel, ClusterCounters counters, StreamListener listener) {
    this.channel = channel;
    this.counters = counters;
    this.listener = listener;
  }

  /** Answers the request with a connection that was made for it. */
  static void answer(Channel channel, ClusterCounters counters, StreamListener listener) {
    if (listener.isOver()) {
      channel.close();
      return;
    }
    ByteStream stream = new ByteStream(channel, counters, listener);
    channel.pipeline().addLast(new ByteCodec(), stream);
    listener.connected(stream);
    stream.answered = true;
    listener.head(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    listener.readComplete();
  }

  /** The request itself goes nowhere. */
  @Override
  public void send(HttpObject part) {
    if (part instanceof HttpRequest || !answered || over) {
      ReferenceCountUtil.release(part);
      return;
    }
    boolean last = part instanceof LastHttpContent;
    counters.bytesSent.add(((HttpContent) part).content().readableBytes());
    channel.write(part, channel.voidPromise());
    if (last) {
      outputEnded = true;
      checkEnd();
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
    over = true;
    channel.close();
  }

  @Override
  public void discard() {
    cancel();
  }

  @Override
  public boolean isReused() {
    return false;
  }

  @Override
  public String principal() {
    return PeerIdentity.principalOf(channel);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (over || !(message instanceof HttpContent part)) {
      ReferenceCountUtil.release(message);
      return;
    }
    counters.bytesReceived.add(part.content().readableBytes());
    inputEnded |= part instanceof LastHttpContent;
    listener.content(part);
    checkEnd();
  }

  private void checkEnd() {
    if (inputEnded && outputEnded && !over) {
      over = true;
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (!over) {
      listener.readComplete();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (!over) {
      listener.writabilityChanged();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!over) {
      over = true;
      counters.resets.increment();
      listener.failed(UpstreamFailure.RESET);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    channel.close();
  }
}
