package dev.lateen.sidecar.upstream.balance;

import java.util.random.RandomGenerator;

/** Of two random candidates of equal weight that with fewer requests under way (TM-084). */
final class LeastRequest implements Chooser {
  private final Candidate[] candidates;
  private final RandomGenerator random;

  LeastRequest(Candidate[] candidates, RandomGenerator random) {
    this.candidates = candidates;
    this.random = random;
  }

  @Override
  public int choose(long hash) {
    int one = random.nextInt(candidates.length);
    int other = random.nextInt(candidates.length);
    return candidates[one].active() <= candidates[other].active() ? one : other;
  }
}
