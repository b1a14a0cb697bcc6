package dev.lateen.sidecar.upstream.health;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.loop.Deadlines;
import dev.lateen.sidecar.model.HealthCheck;
import dev.lateen.sidecar.model.HealthCheck.Probe;
import dev.lateen.sidecar.stats.CheckCounters;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Asks every endpoint of a cluster whether it is well (TM-148), on the event loop that owns the
 * cluster's health; all others read the results. Endpoints that are there when checks begin count
 * as well until they answer; one that comes later is not used before it has passed.
 */
public final class ActiveChecks {
  private final ClusterHealth health;
  private final Deadlines deadlines;
  private final Supplier<CheckCounters> counters;
  private final Map<HostHealth, HostCheck> checks = new HashMap<>();
  private final Deadline review =
      new Deadline() {
        @Override
        protected void expired() {
          review();
        }
      };
  private Optional<Order> order = Optional.empty();

  /**
   * What to ask, and how.
   *
   * @param check when, and what an answer means
   * @param dialer makes the connections
   * @param defaultHost whom questions name as their host where the check does not say
   */
  public record Order(HealthCheck check, Dialer dialer, String defaultHost) {
    Question question() {
      return switch (check.probe()) {
        case Probe.Http http -> new HttpQuestion(http, defaultHost);
        case Probe.Grpc grpc -> new GrpcQuestion(grpc, defaultHost);
        case Probe.Tcp tcp -> (channel, answer) -> answer.accept(Verdict.WELL);
      };
    }
  }

  /** Asks nobody until {@link #obey}. */
  public ActiveChecks(ClusterHealth health, Deadlines deadlines, Supplier<CheckCounters> counters) {
    this.health = health;
    this.deadlines = deadlines;
    this.counters = counters;
  }

  /** Obeys another order, for the endpoints known now; without one, nobody is out any more. */
  public void obey(Optional<Order> next) {
    order = next;
    review.disarm();
    if (next.isPresent()) {
      review();
      health.newcomersWait(true);
    } else {
      health.newcomersWait(false);
      checks.values().forEach(HostCheck::stop);
      checks.clear();
      health.hosts().forEach(host -> health.failCheck(host, false));
    }
  }

  /** Endpoints that are found by name come and go between two orders. */
  private void review() {
    order.ifPresent(
        now -> {
          Set<HostHealth> known = new HashSet<>(health.hosts());
          checks.entrySet().removeIf(entry -> isGone(entry, known));
          Question question = now.question();
          known.forEach(
              host ->
                  checks
                      .computeIfAbsent(host, key -> new HostCheck(key, health, deadlines, counters))
                      .obey(now.check(), now.dialer(), question));
          deadlines.arm(review, now.check().interval());
        });
  }

  private static boolean isGone(Map.Entry<HostHealth, HostCheck> entry, Set<HostHealth> known) {
    boolean gone = !known.contains(entry.getKey());
    if (gone) {
      entry.getValue().stop();
    }
    return gone;
  }
}
