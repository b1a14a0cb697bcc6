package dev.lateen.sidecar.model;

import java.time.Duration;
import java.util.Optional;

/**
 * Faults of connections (TM-078). Shares are of the connections of a proxy's chain.
 *
 * @param throttle slows connections down
 * @param terminate resets connections
 */
public record TcpFault(Optional<Throttle> throttle, Optional<Terminate> terminate) {
  /** None. */
  public static final TcpFault NONE = new TcpFault(Optional.empty(), Optional.empty());

  /** Whether there is any. */
  public boolean isPresent() {
    return throttle.isPresent() || terminate.isPresent();
  }

  /**
   * Limits the rate of bytes.
   *
   * @param share of the connections
   * @param downstreamBitsPerSecond to the client; 0 for no limit
   * @param upstreamBitsPerSecond to the endpoint; 0 for no limit
   * @param afterPeriod since the connection was made, until it begins
   * @param afterBytes passed in both directions, until it begins
   * @param forPeriod how long it lasts; {@link Duration#ZERO} for as long as the connection
   */
  public record Throttle(
      Fraction share,
      long downstreamBitsPerSecond,
      long upstreamBitsPerSecond,
      Duration afterPeriod,
      long afterBytes,
      Duration forPeriod) {}

  /**
   * Resets the connection, as the crash of its endpoint would.
   *
   * @param share of the connections
   * @param afterPeriod since the connection was made; {@link Duration#ZERO} before an endpoint is
   *     connected
   */
  public record Terminate(Fraction share, Duration afterPeriod) {}
}
