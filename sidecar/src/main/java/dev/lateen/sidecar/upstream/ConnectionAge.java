package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.ConnectionPool;
import dev.lateen.sidecar.tls.PeerIdentity;
import io.netty.channel.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a connection may take requests: as long as its pool says, and with mutual TLS until a
 * certificate it was made with runs out.
 */
final class ConnectionAge {
  private final long madeAt = System.nanoTime();
  private final long most;

  /** Of a connection that was just made. */
  ConnectionAge(Channel channel, ConnectionPool lifetimes) {
    long configured =
        lifetimes.maxDuration().isPositive() ? nanos(lifetimes.maxDuration()) : Long.MAX_VALUE;
    Optional<Duration> proved =
        PeerIdentity.of(channel).map(peer -> Duration.between(Instant.now(), peer.usableUntil()));
    most = Math.min(configured, proved.map(ConnectionAge::nanos).orElse(Long.MAX_VALUE));
  }

  private static long nanos(Duration duration) {
    return duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0
        ? duration.toNanos()
        : Long.MAX_VALUE;
  }

  /** Whether it should take no more requests. */
  boolean isOver() {
    return System.nanoTime() - madeAt >= most;
  }
}
