package dev.lateen.sidecar.upstream.balance;

import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Of two random candidates that which costs less: its latency times the requests it would have
 * under way, by weight ("The power of two choices" over peak EWMA).
 */
final class LeastCost implements Chooser {
  private final Candidate[] candidates;
  private final RandomGenerator random;
  private final LongSupplier nanoTime;

  LeastCost(Candidate[] candidates, RandomGenerator random, LongSupplier nanoTime) {
    this.candidates = candidates;
    this.random = random;
    this.nanoTime = nanoTime;
  }

  @Override
  public int choose(long hash) {
    int one = random.nextInt(candidates.length);
    int other = random.nextInt(candidates.length - 1);
    if (other >= one) {
      other++;
    }
    long now = nanoTime.getAsLong();
    return cost(candidates[one], now) <= cost(candidates[other], now) ? one : other;
  }

  private static double cost(Candidate candidate, long now) {
    return candidate.latency().cost(candidate.active(), now) / candidate.weight();
  }
}
