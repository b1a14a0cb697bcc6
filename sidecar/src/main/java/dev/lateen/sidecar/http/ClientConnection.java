package dev.lateen.sidecar.http;

import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.worker.ActiveModel;
import dev.lateen.sidecar.worker.ManagedConnection;
import dev.lateen.sidecar.worker.Worker;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;

/**
 * A client's HTTP/1 connection: what arrives is taken in order; requests that arrive while an
 * exchange is under way wait, and the client is not read while they do.
 */
public final class ClientConnection extends ChannelInboundHandlerAdapter
    implements ManagedConnection {
  private final ClientLink link;
  private final ClientReading reading;
  private final Http1Exchanges exchanges;

  private ClientConnection(ClientLink link) {
    this.link = link;
    this.reading = link.reading();
    this.exchanges = new Http1Exchanges(this, link);
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
    // A client may end its side of TCP after its request and wait for the answer; one of TLS that
    // says goodbye is gone.
    channel
        .config()
        .setOption(
            ChannelOption.ALLOW_HALF_CLOSURE, channel.pipeline().get(SslHandler.class) == null);
    channel.pipeline().addLast(connection.link.codec(), connection);
    worker.add(connection);
    channel.closeFuture().addListener(closed -> worker.remove(connection));
    connection.exchanges.rest();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof HttpObject part)) {
      ReferenceCountUtil.release(message);
    } else if (!reading.hasWaiting() && exchanges.accepts(part)) {
      exchanges.take(part);
    } else {
      reading.postpone(part);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    exchanges.readComplete();
  }

  /** Takes what waited for its turn. */
  void proceed() {
    while (reading.hasWaiting() && exchanges.accepts(reading.peek())) {
      exchanges.take(reading.next());
    }
    exchanges.flush();
    exchanges.rest();
    reading.update();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      exchanges.inputEnded();
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    exchanges.clientWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    reading.release();
    exchanges.clientGone();
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
    exchanges.drain();
  }

  @Override
  public void close() {
    link.channel().close();
  }
}
