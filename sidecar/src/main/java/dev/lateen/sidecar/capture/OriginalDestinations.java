package dev.lateen.sidecar.capture;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Finds where a connection went before it was redirected to us. */
@FunctionalInterface
public interface OriginalDestinations {
  /** The address; empty for a connection that was made to us directly. */
  Optional<InetSocketAddress> of(Channel accepted);
}
