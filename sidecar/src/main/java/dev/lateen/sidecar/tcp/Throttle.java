package dev.lateen.sidecar.tcp;

import dev.lateen.sidecar.model.TcpFault;

/**
 * When and how much a connection is slowed down (TM-078). A few bytes are let through at once and
 * paid for by waiting until their time is over. Used on one event loop.
 */
final class Throttle {
  private static final long BIT_NANOS_PER_BYTE = 8L * 1_000_000_000;

  private final TcpFault.Throttle settings;
  private final long madeAt;
  private long passed;
  private long beganAt;
  private boolean begun;

  /**
   * A throttle.
   *
   * @param now ns, as all times here
   */
  Throttle(TcpFault.Throttle settings, long now) {
    this.settings = settings;
    this.madeAt = now;
  }

  /** One direction. */
  final class Direction {
    private final long bitsPerSecond;
    private long paidUntil;

    private Direction(long bitsPerSecond) {
      this.bitsPerSecond = bitsPerSecond;
    }

    /** How many bytes may pass at once: those of a twentieth of a second. */
    int portion() {
      return Math.clamp(bitsPerSecond / (8 * 20), 1, 1 << 16);
    }

    /** Whether bytes are limited at all. */
    boolean isLimited() {
      return bitsPerSecond > 0;
    }

    /** How long nothing more may pass after these bytes, ns; 0 for no wait. */
    long pauseAfter(int bytes, long now) {
      boolean slowed = isOpen(now);
      passed += bytes;
      if (!slowed || !isLimited()) {
        return 0;
      }
      double cost = (double) bytes * BIT_NANOS_PER_BYTE / bitsPerSecond;
      paidUntil = Math.max(now, paidUntil) + (long) cost;
      return untilEnd(now, paidUntil - now);
    }
  }

  /** From the client to the endpoint. */
  Direction upstream() {
    return new Direction(settings.upstreamBitsPerSecond());
  }

  /** From the endpoint to the client. */
  Direction downstream() {
    return new Direction(settings.downstreamBitsPerSecond());
  }

  private boolean isOpen(long now) {
    if (!begun
        && now - madeAt >= settings.afterPeriod().toNanos()
        && passed >= settings.afterBytes()) {
      begun = true;
      beganAt = now;
    }
    return begun && (settings.forPeriod().isZero() || left(now) > 0);
  }

  private long left(long now) {
    return settings.forPeriod().toNanos() - (now - beganAt);
  }

  private long untilEnd(long now, long pause) {
    return settings.forPeriod().isZero() ? pause : Math.min(pause, left(now));
  }
}
