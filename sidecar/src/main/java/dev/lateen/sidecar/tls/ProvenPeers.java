package dev.lateen.sidecar.tls;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The connections of one event loop whose peers have proved who they are, in both directions. Used
 * on its loop only.
 */
public final class ProvenPeers {
  private static final Logger LOG = Logger.getLogger(ProvenPeers.class);

  private final Set<Channel> channels = new HashSet<>();

  /** Remembers a connection until it is closed. */
  void add(Channel channel, PeerIdentity peer) {
    peer.attachTo(channel);
    channels.add(channel);
    channel.closeFuture().addListener(closed -> channels.remove(channel));
  }

  /** Closes the connections of peers that are revoked; what is under way on them is lost. */
  public void closeRevoked(Revocations revocations) {
    for (Channel channel : new ArrayList<>(channels)) {
      PeerIdentity.of(channel)
          .filter(peer -> peer.isIn(revocations))
          .ifPresent(
              peer -> {
                LOG.warnf(
                    "event=revoked_peer_closed peer=%s address=%s",
                    peer.name(), channel.remoteAddress());
                channel.close();
              });
    }
  }
}
