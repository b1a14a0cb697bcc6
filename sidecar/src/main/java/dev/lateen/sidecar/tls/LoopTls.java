package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.stats.TlsFailure;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * TLS as one event loop uses it.
 *
 * @param contexts of all loops
 * @param peers of this loop
 * @param refusals of this loop
 * @param clock tells whether a certificate ran out
 */
public record LoopTls(
    TlsContexts contexts, ProvenPeers peers, RefusalLog refusals, InstantSource clock) {
  /** For a new loop. */
  public LoopTls(TlsContexts contexts, InstantSource clock) {
    this(contexts, new ProvenPeers(), new RefusalLog(), clock);
  }

  /**
   * Looks at who has proved to be at the other end, and remembers it. A session that was resumed
   * was verified when it began: what has happened since is found here.
   *
   * @return why the peer is not to be served
   */
  Optional<TlsFailure> admit(Channel channel, SslHandler handler, Instant ownUntil) {
    try {
      PeerIdentity peer = PeerIdentity.proved(handler.engine().getSession(), ownUntil);
      if (peer.usableUntil().isBefore(clock.instant())) {
        return Optional.of(TlsFailure.EXPIRED);
      }
      if (peer.isIn(contexts.revocations())) {
        return Optional.of(TlsFailure.REVOKED);
      }
      peers.add(channel, peer);
      return Optional.empty();
    } catch (SSLPeerUnverifiedException nobody) {
      return Optional.of(TlsFailure.NO_CLIENT_CERTIFICATE);
    }
  }
}
