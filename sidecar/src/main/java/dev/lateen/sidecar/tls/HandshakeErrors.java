package dev.lateen.sidecar.tls;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;

/**
 * Stands behind TLS until somebody serves the connection. An error before is told by the handshake,
 * so that there is nothing to say of it here.
 */
@Sharable
final class HandshakeErrors extends ChannelInboundHandlerAdapter {
  static final HandshakeErrors INSTANCE = new HandshakeErrors();

  private HandshakeErrors() {}

  /** Makes room for who serves the connection. One that was closed meanwhile has none left. */
  static void leave(ChannelPipeline pipeline) {
    if (pipeline.context(INSTANCE) != null) {
      pipeline.remove(INSTANCE);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // whoever waits for the handshake knows
  }
}
