package dev.lateen.sidecar.upstream.health;

import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;

/** Makes connections for checks, as requests would have them: with TLS where the cluster has it. */
@FunctionalInterface
public interface Dialer {
  /** A connection of the calling loop; done when a question can be asked. */
  ChannelFuture dial(InetSocketAddress address);
}
