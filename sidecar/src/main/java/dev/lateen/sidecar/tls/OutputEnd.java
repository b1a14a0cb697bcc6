package dev.lateen.sidecar.tls;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/** How one direction of a connection ends while the other goes on. */
public final class OutputEnd {
  private OutputEnd() {}

  /** With TLS the end is a message of its own, which no attacker can add (RFC 8446 6.1). */
  public static void shutdown(Channel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) {
      ((DuplexChannel) channel).shutdownOutput();
    } else {
      tls.closeOutbound();
    }
  }
}
