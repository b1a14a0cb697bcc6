package dev.lateen.sidecar.xds;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubles from 100 ms to 5 s, of which the upper half is
 * random. Belongs to one thread.
 */
final class Backoff {
  private static final long FIRST = 100;
  private static final long LONGEST = 5_000;

  private final RandomGenerator random;
  private long ceiling = FIRST;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  Duration next() {
    long half = ceiling / 2;
    Duration delay = Duration.ofMillis(half + random.nextLong(half + 1));
    ceiling = Math.min(LONGEST, ceiling * 2);
    return delay;
  }

  void reset() {
    ceiling = FIRST;
  }
}
