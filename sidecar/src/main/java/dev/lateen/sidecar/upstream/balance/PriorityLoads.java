package dev.lateen.sidecar.upstream.balance;

import java.util.Arrays;

/**
 * How priorities share requests, as in Envoy: one that has at least five sevenths of its endpoints
 * takes all it is offered (an overprovisioning factor of 1.4), what is missing goes to the next.
 * When all together cannot take everything, those that have too few healthy endpoints panic: they
 * use the others too.
 */
final class PriorityLoads {
  static final int WHOLE = 100;
  private static final int OVERPROVISIONED = 140;

  private final int[] healthy;
  private final int[] total;
  private final int panicPercent;
  private final int available;

  /**
   * Of these numbers of endpoints, by priority.
   *
   * @param panicPercent 0 for never
   */
  PriorityLoads(int[] healthy, int[] total, int panicPercent) {
    this.healthy = healthy;
    this.total = total;
    this.panicPercent = panicPercent;
    int sum = 0;
    for (int i = 0; i < total.length; i++) {
      sum += availability(i);
    }
    this.available = Math.min(WHOLE, sum);
  }

  /** Whether a priority uses all its endpoints. */
  boolean panics(int priority) {
    return available < WHOLE
        && total[priority] > 0
        && WHOLE * (long) healthy[priority] < (long) panicPercent * total[priority];
  }

  /** Percent of the requests by priority; in sum 100, or 0 where there is no endpoint to use. */
  int[] shares() {
    int[] shares = new int[total.length];
    if (allPanic()) {
      share(shares, total, Arrays.stream(total).sum());
    } else if (available > 0) {
      share(shares, availabilities(), available);
    }
    return shares;
  }

  private boolean allPanic() {
    boolean any = false;
    for (int i = 0; i < total.length; i++) {
      if (total[i] > 0 && !panics(i)) {
        return false;
      }
      any |= total[i] > 0;
    }
    return any;
  }

  private int[] availabilities() {
    int[] availabilities = new int[total.length];
    for (int i = 0; i < total.length; i++) {
      availabilities[i] = availability(i);
    }
    return availabilities;
  }

  private int availability(int priority) {
    return total[priority] == 0
        ? 0
        : (int) Math.min(WHOLE, (long) OVERPROVISIONED * healthy[priority] / total[priority]);
  }

  /** What rounding leaves goes to the first that takes anything. */
  private static void share(int[] shares, int[] parts, int whole) {
    int left = WHOLE;
    int first = -1;
    for (int i = 0; i < parts.length; i++) {
      shares[i] = (int) Math.min(left, (long) WHOLE * parts[i] / whole);
      left -= shares[i];
      first = first < 0 && parts[i] > 0 ? i : first;
    }
    if (first >= 0) {
      shares[first] += left;
    }
  }
}
