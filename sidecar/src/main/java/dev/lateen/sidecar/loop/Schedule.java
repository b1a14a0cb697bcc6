package dev.lateen.sidecar.loop;

/**
 * The most even order of choices with given weights: in any stretch each choice comes up within one
 * of its share for two choices, and close to it for more. Immutable; smooth weighted round robin
 * computed once.
 */
public final class Schedule {
  private static final int LONGEST = 10_000;

  private final int[] order;

  /**
   * Computes the order.
   *
   * @param weights 0 or more each, more than 0 in sum
   */
  public Schedule(int[] weights) {
    int[] reduced = reduce(weights);
    int total = 0;
    for (int weight : reduced) {
      total += weight;
    }
    order = new int[total];
    long[] credit = new long[reduced.length];
    for (int i = 0; i < total; i++) {
      order[i] = next(reduced, credit, total);
    }
  }

  /** Number of choices until the order repeats. */
  public int length() {
    return order.length;
  }

  /** The choice at a position; positions go on for ever, also past the end of a long. */
  public int at(long position) {
    return order[(int) Long.remainderUnsigned(position, order.length)];
  }

  private static int next(int[] weights, long[] credit, int total) {
    int best = -1;
    for (int i = 0; i < weights.length; i++) {
      credit[i] += weights[i];
      if (weights[i] > 0 && (best < 0 || credit[i] > credit[best])) {
        best = i;
      }
    }
    credit[best] -= total;
    return best;
  }

  private static int[] reduce(int[] weights) {
    long sum = 0;
    int divisor = 0;
    for (int weight : weights) {
      sum += weight;
      divisor = gcd(divisor, weight);
    }
    if (sum <= 0) {
      throw new IllegalArgumentException(
          "weights add up to " + sum + "; at least one must be positive");
    }
    double scale = sum / divisor > LONGEST ? (double) LONGEST / sum : 1.0 / divisor;
    int[] reduced = new int[weights.length];
    for (int i = 0; i < weights.length; i++) {
      reduced[i] = weights[i] == 0 ? 0 : Math.max(1, (int) Math.round(weights[i] * scale));
    }
    return reduced;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
