package dev.lateen.sidecar.model;

import java.time.Duration;
import java.util.Optional;

/**
 * How long connections to an endpoint live.
 *
 * @param idleTimeout without a request; {@link Duration#ZERO} for no end. Default 1 min
 * @param maxDuration after which a connection takes no further request; {@link Duration#ZERO} for
 *     no end, the default
 * @param keepAlive when given, the kernel asks whether the peer is there
 */
public record ConnectionPool(
    Duration idleTimeout, Duration maxDuration, Optional<KeepAlive> keepAlive) {
  /** The defaults above. */
  public static final ConnectionPool DEFAULT =
      new ConnectionPool(Duration.ofMinutes(1), Duration.ZERO, Optional.empty());

  /**
   * TCP keep-alive; 0 leaves a value to the kernel.
   *
   * @param idleSeconds before the first question
   * @param intervalSeconds between two
   * @param probes unanswered before the connection is given up
   */
  public record KeepAlive(int idleSeconds, int intervalSeconds, int probes) {}
}
