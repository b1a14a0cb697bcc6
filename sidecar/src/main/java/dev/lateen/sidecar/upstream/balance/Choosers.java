package dev.lateen.sidecar.upstream.balance;

import dev.lateen.sidecar.model.LoadBalancing;
import dev.lateen.sidecar.model.LoadBalancing.Algorithm;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** Makes the chooser that a policy asks for. */
final class Choosers {
  private final LoadBalancing policy;
  private final RandomGenerator random;
  private final LongSupplier nanoTime;

  Choosers(LoadBalancing policy, RandomGenerator random, LongSupplier nanoTime) {
    this.policy = policy;
    this.random = random;
    this.nanoTime = nanoTime;
  }

  /** Among one or more candidates. */
  Chooser of(List<? extends Candidate> members) {
    if (members.size() == 1) {
      return hash -> 0;
    }
    Candidate[] candidates = members.toArray(Candidate[]::new);
    boolean uneven = policy.slowStart().isPresent() || !equalWeights(candidates);
    return switch (policy.algorithm()) {
      case Algorithm.RoundRobin roundRobin ->
          uneven
              ? new WeightedTurns(candidates, share(), random)
              : new Turns(candidates.length, random);
      case Algorithm.LeastRequest leastRequest ->
          uneven
              ? new WeightedTurns(candidates, perRequest(share()), random)
              : new LeastRequest(candidates, random);
      case Algorithm.Random any -> hash -> random.nextInt(candidates.length);
      case Algorithm.PeakEwma peakEwma -> new LeastCost(candidates, random, nanoTime);
      case Algorithm.RingHash ring -> new RingHash(candidates, ring.minSize(), ring.maxSize());
      case Algorithm.Maglev maglev -> new Maglev(candidates, maglev.tableSize());
    };
  }

  private ToDoubleFunction<Candidate> share() {
    return policy
        .slowStart()
        .<ToDoubleFunction<Candidate>>map(slowStart -> new GrowingWeight(slowStart, nanoTime))
        .orElse(Candidate::weight);
  }

  /** As Envoy: a busy candidate comes up less often. */
  private static ToDoubleFunction<Candidate> perRequest(ToDoubleFunction<Candidate> share) {
    return candidate -> share.applyAsDouble(candidate) / (candidate.active() + 1);
  }

  private static boolean equalWeights(Candidate[] candidates) {
    for (Candidate candidate : candidates) {
      if (candidate.weight() != candidates[0].weight()) {
        return false;
      }
    }
    return true;
  }
}
