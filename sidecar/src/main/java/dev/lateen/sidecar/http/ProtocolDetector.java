package dev.lateen.sidecar.http;

import dev.lateen.sidecar.http2.Http2Preface;
import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.model.HttpCodec;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.worker.ActiveModel;
import dev.lateen.sidecar.worker.ManagedConnection;
import dev.lateen.sidecar.worker.Worker;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;

/**
 * Finds out by the first bytes whether a client speaks HTTP/1 or, with prior knowledge, HTTP/2 (RFC
 * 9113 3.3).
 */
public final class ProtocolDetector extends ChannelInboundHandlerAdapter
    implements ManagedConnection {
  private final Channel channel;
  private final Worker worker;
  private final ConnectionInfo info;
  private final ActiveModel.Target target;
  private final HttpConnectionManager manager;
  private final Deadline late =
      new Deadline() {
        @Override
        protected void expired() {
          close();
        }
      };
  private ByteBuf begun = Unpooled.EMPTY_BUFFER;

  private ProtocolDetector(
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
  }

  /**
   * Serves an accepted connection of the versions allowed with this connection manager, the filter
   * of the target's chain.
   */
  public static void serve(
      Channel channel,
      Worker worker,
      ConnectionInfo info,
      ActiveModel.Target target,
      HttpConnectionManager manager) {
    switch (versions(channel, manager)) {
      case AUTO -> detect(channel, worker, info, target, manager);
      case HTTP1 -> ClientConnection.serve(channel, worker, info, target, manager);
      case HTTP2 -> Http2ClientConnection.serve(channel, worker, info, target, manager);
    }
  }

  /** Those allowed; where TLS agreed on one, no other. */
  private static HttpCodec versions(Channel channel, HttpConnectionManager manager) {
    SslHandler tls =
        manager.codec() == HttpCodec.AUTO ? channel.pipeline().get(SslHandler.class) : null;
    return switch (tls == null ? null : tls.applicationProtocol()) {
      case ApplicationProtocolNames.HTTP_2 -> HttpCodec.HTTP2;
      case ApplicationProtocolNames.HTTP_1_1 -> HttpCodec.HTTP1;
      case null, default -> manager.codec();
    };
  }

  private static void detect(
      Channel channel,
      Worker worker,
      ConnectionInfo info,
      ActiveModel.Target target,
      HttpConnectionManager manager) {
    ProtocolDetector detector = new ProtocolDetector(channel, worker, info, target, manager);
    worker.add(detector);
    if (worker.isDraining()) {
      detector.drain();
    } else if (manager.limits().idleTimeout().isPositive()) {
      worker.context().deadlines().arm(detector.late, manager.limits().idleTimeout());
    }
    channel.pipeline().addLast(detector);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      ReferenceCountUtil.release(message);
      return;
    }
    begun = begun.isReadable() ? Unpooled.wrappedBuffer(begun, bytes) : bytes;
    switch (Http2Preface.match(begun)) {
      case PREFACE -> Http2ClientConnection.serve(channel, worker, info, target, manager);
      case OTHER -> ClientConnection.serve(channel, worker, info, target, manager);
      case UNDECIDED -> {
        if (manager.limits().headersTimeout().isPositive()) {
          worker.context().deadlines().arm(late, manager.limits().headersTimeout());
        }
        return;
      }
    }
    handOver(context);
  }

  private void handOver(ChannelHandlerContext context) {
    ByteBuf first = begun;
    begun = Unpooled.EMPTY_BUFFER;
    late.disarm();
    worker.remove(this);
    context.fireChannelRead(first);
    context.pipeline().remove(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    late.disarm();
    worker.remove(this);
    begun.release();
    begun = Unpooled.EMPTY_BUFFER;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    close();
  }

  @Override
  public String acceptedBy() {
    return info.acceptedBy();
  }

  /** Its first request may be on the way, and will be answered. */
  @Override
  public void drain() {
    late.disarm();
    worker.context().deadlines().arm(late, Patience.FAREWELL);
  }

  @Override
  public void close() {
    channel.close();
  }
}
