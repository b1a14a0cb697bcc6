package dev.lateen.sidecar.http2;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.loop.Deadlines;
import java.time.Duration;

/**
 * Looks at a connection in rounds: ends streams on which nothing moved, field blocks that do not
 * end, and connections without streams. A round is half the shortest of these times, so each may
 * last half as long again, and activity costs no look at the clock.
 */
final class Liveness extends Deadline {
  private static final Duration LONGEST_ROUND = Duration.ofMinutes(1);

  /** What is looked at. */
  interface Watched {
    /** Whether a field block has begun and not ended. */
    boolean isInBlock();

    /** Whether there is any stream. */
    boolean isBusy();

    /** The field block takes too long. */
    void blockLate();

    /** Nothing is under way for too long. */
    void idle();

    /** Ends the streams that were not active in a round or a later one. */
    void endInactive(int round);
  }

  private final Watched watched;
  private final Deadlines deadlines;
  private final Duration roundTime;
  private final int idleRounds;
  private final int blockRounds;
  private final int streamRounds;
  private int round;
  private int idleSince;
  private int blockSince;

  Liveness(Watched watched, Http2Limits limits, Deadlines deadlines) {
    this.watched = watched;
    this.deadlines = deadlines;
    this.roundTime = roundTime(limits);
    this.idleRounds = rounds(limits.idleTimeout());
    this.blockRounds = rounds(limits.headersTimeout());
    this.streamRounds = rounds(limits.streamIdleTimeout());
  }

  private static Duration roundTime(Http2Limits limits) {
    Duration shortest = LONGEST_ROUND;
    for (Duration time :
        new Duration[] {
          limits.headersTimeout(), limits.streamIdleTimeout(), limits.idleTimeout()
        }) {
      if (time.isPositive() && time.compareTo(shortest) < 0) {
        shortest = time;
      }
    }
    return shortest.dividedBy(2);
  }

  private int rounds(Duration time) {
    long rounds = (time.toNanos() + roundTime.toNanos() - 1) / roundTime.toNanos();
    return time.isPositive()
        ? (int) Math.min(rounds, Integer.MAX_VALUE / 2)
        : Integer.MAX_VALUE / 2;
  }

  void start() {
    deadlines.arm(this, roundTime);
  }

  int round() {
    return round;
  }

  @Override
  protected void expired() {
    round++;
    if (watched.isBusy()) {
      idleSince = round;
    }
    if (!watched.isInBlock()) {
      blockSince = round;
    }
    deadlines.arm(this, roundTime);
    if (round - blockSince > blockRounds) {
      watched.blockLate();
    } else if (round - idleSince > idleRounds) {
      watched.idle();
    } else {
      watched.endInactive(round - streamRounds);
    }
  }
}
