package dev.lateen.sidecar.tls;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Stands behind TLS until somebody serves the connection. An error before is told by the handshake,
 * so that there is nothing to say of it here.
 */
@Sharable
final class HandshakeErrors extends ChannelInboundHandlerAdapter {
  static final HandshakeErrors INSTANCE = new HandshakeErrors();

  private HandshakeErrors() {}

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // whoever waits for the handshake knows
  }
}
