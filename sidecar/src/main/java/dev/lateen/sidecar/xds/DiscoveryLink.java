package dev.lateen.sidecar.xds;

import dev.lateen.sidecar.config.HostPort;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;

/** The way to discovery; looked for anew for each stream, as what proves an identity changes. */
@FunctionalInterface
public interface DiscoveryLink {
  /**
   * The way now.
   *
   * @throws IOException while there is none; the message says why
   */
  NettyChannelBuilder find() throws IOException;

  /** In plaintext, on the given loops. */
  static DiscoveryLink plaintext(
      HostPort address, EventLoopGroup loops, ChannelFactory<? extends SocketChannel> sockets) {
    return () ->
        NettyChannelBuilder.forAddress(address.host(), address.port())
            .usePlaintext()
            .eventLoopGroup(loops)
            .channelFactory(sockets);
  }
}
