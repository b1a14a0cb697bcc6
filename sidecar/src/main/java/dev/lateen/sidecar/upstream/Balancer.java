package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.loop.Schedule;
import dev.lateen.sidecar.model.LoadBalancing;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Chooses a host of a cluster on one event loop. Made anew when the hosts change. */
final class Balancer {
  private final HostPool[] hosts;
  private final LoadBalancing policy;
  private final Schedule turns;
  private final RandomGenerator random;
  private long position;

  /** Of hosts that may be used, with their weights; the lists are parallel. */
  Balancer(
      LoadBalancing policy, List<HostPool> hosts, List<Integer> weights, RandomGenerator random) {
    this.policy = policy;
    this.hosts = hosts.toArray(HostPool[]::new);
    this.random = random;
    this.turns =
        hosts.isEmpty()
            ? null
            : new Schedule(weights.stream().mapToInt(Integer::intValue).toArray());
    this.position = hosts.isEmpty() ? 0 : random.nextInt(turns.length());
  }

  /** A host, empty when there is none. */
  Optional<HostPool> pick() {
    return switch (hosts.length) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(hosts[0]);
      default -> Optional.of(choose());
    };
  }

  /** The hash policies fall back to a random host until there is a ring to hash on. */
  private HostPool choose() {
    return switch (policy) {
      case ROUND_ROBIN -> hosts[turns.at(position++)];
      case LEAST_REQUEST -> lessBusy(anyHost(), anyHost());
      case RANDOM, RING_HASH, MAGLEV -> anyHost();
    };
  }

  private HostPool anyHost() {
    return hosts[random.nextInt(hosts.length)];
  }

  private static HostPool lessBusy(HostPool one, HostPool other) {
    return one.active() <= other.active() ? one : other;
  }
}
