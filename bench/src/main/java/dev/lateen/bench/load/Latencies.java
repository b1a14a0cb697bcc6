package dev.lateen.bench.load;

import java.util.Arrays;

/** How long each request of a run took, from sending it to the end of its response. */
public final class Latencies {
  private static final double MICROS_PER_MILLI = 1000;

  private final long[] sortedMicros;

  /** Takes microseconds in any order. */
  public Latencies(long[] micros) {
    sortedMicros = micros.clone();
    Arrays.sort(sortedMicros);
  }

  /**
   * The time that this share of the requests did not exceed.
   *
   * @param share above 0, at most 1
   * @return milliseconds; 0 when there were no requests
   */
  public double millis(double share) {
    if (sortedMicros.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(share * sortedMicros.length);
    return sortedMicros[Math.max(rank, 1) - 1] / MICROS_PER_MILLI;
  }
}
