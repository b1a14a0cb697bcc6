package dev.lateen.sidecar.loop;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counters for a few groups of event loops, each on its own cache line. Loops share a counter only
 * when there are more than {@link #MOST}: every counter adds its own deviation to a split, so their
 * number is what keeps 100 requests within 5 of their share (TM-034) however many loops there are.
 * Safe for all threads.
 */
final class Stripes {
  static final int MOST = 4;
  private static final int SPACING = 16;

  private final AtomicLongArray counters;
  private final int count;

  Stripes(int loops) {
    count = Math.clamp(loops, 1, MOST);
    counters = new AtomicLongArray((count + 1) * SPACING);
  }

  int count() {
    return count;
  }

  int of(int loop) {
    return loop % count;
  }

  /** The next number of the loop's counter, from 0. */
  long next(int loop) {
    return counters.getAndIncrement((of(loop) + 1) * SPACING);
  }
}
