package dev.lateen.sidecar.upstream.balance;

import dev.lateen.sidecar.model.LoadBalancing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Chooses an endpoint of a cluster on one event loop. Made anew when the endpoints or their health
 * change; a choice allocates nothing.
 *
 * @param <C> an endpoint
 */
public final class Balancer<C extends Candidate> {
  private final List<Level<C>> levels;
  private final RandomGenerator random;

  private Balancer(List<Level<C>> levels, RandomGenerator random) {
    this.levels = levels;
    this.random = random;
  }

  /**
   * Arranges the choice.
   *
   * @param candidates all endpoints, also those that are not well
   * @param nanoTime a monotonic clock, ns
   */
  public static <C extends Candidate> Balancer<C> of(
      LoadBalancing policy, List<C> candidates, RandomGenerator random, LongSupplier nanoTime) {
    List<List<C>> byPriority = byPriority(candidates);
    PriorityLoads loads =
        new PriorityLoads(
            byPriority.stream().mapToInt(Balancer::healthy).toArray(),
            byPriority.stream().mapToInt(List::size).toArray(),
            policy.panicPercent());
    Choosers choosers = new Choosers(policy, random, nanoTime);
    int[] shares = loads.shares();
    List<Level<C>> levels = new ArrayList<>();
    int upTo = 0;
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] > 0) {
        upTo += shares[i];
        levels.add(
            loads.panics(i)
                ? Level.flat(upTo, byPriority.get(i), choosers)
                : Level.healthy(
                    upTo, byPriority.get(i), policy.localityWeights(), choosers, random));
      }
    }
    return new Balancer<>(List.copyOf(levels), random);
  }

  /** An endpoint for a request without a hash; empty when none may be used. */
  public Optional<C> pick() {
    return pick(random.nextLong());
  }

  /** The endpoint for a request with this hash; empty when none may be used. */
  public Optional<C> pick(long hash) {
    return switch (levels.size()) {
      case 0 -> Optional.empty();
      case 1 -> levels.getFirst().choose(hash);
      default -> level((int) Long.remainderUnsigned(hash, PriorityLoads.WHOLE)).choose(hash);
    };
  }

  private Level<C> level(int percent) {
    int i = 0;
    while (levels.get(i).upTo() <= percent) {
      i++;
    }
    return levels.get(i);
  }

  private static <C extends Candidate> List<List<C>> byPriority(List<C> candidates) {
    List<List<C>> byPriority = new ArrayList<>();
    for (C candidate : candidates) {
      while (byPriority.size() <= candidate.locality().priority()) {
        byPriority.add(new ArrayList<>());
      }
      byPriority.get(candidate.locality().priority()).add(candidate);
    }
    return byPriority;
  }

  private static int healthy(List<? extends Candidate> candidates) {
    return (int) candidates.stream().filter(Candidate::isHealthy).count();
  }
}
