package dev.lateen.sidecar.upstream.balance;

import java.time.Duration;

/**
 * How long an endpoint takes, on one event loop: an exponentially weighted moving average that
 * follows a rise at once and a fall slowly, and forgets what is long ago.
 */
public final class PeakEwma {
  /** Of an endpoint that has a request under way and has never answered. */
  private static final double UNKNOWN = 1e12;

  private final double decayNanos;
  private double average;
  private long observedAt;

  /**
   * Nothing observed.
   *
   * @param decay after which an observation counts 1/e
   */
  public PeakEwma(Duration decay) {
    this.decayNanos = decay.toNanos();
  }

  /** An answer took that long; times are of {@link System#nanoTime()}. */
  public void observe(long latencyNanos, long now) {
    if (latencyNanos >= average) {
      average = latencyNanos;
    } else {
      double kept = kept(now);
      average = average * kept + latencyNanos * (1 - kept);
    }
    observedAt = now;
  }

  double cost(int active, long now) {
    if (average == 0) {
      return active == 0 ? 0 : UNKNOWN + active;
    }
    return average * kept(now) * (active + 1);
  }

  private double kept(long now) {
    return Math.exp(-Math.max(0, now - observedAt) / decayNanos);
  }
}
