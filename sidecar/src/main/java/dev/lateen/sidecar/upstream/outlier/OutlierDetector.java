package dev.lateen.sidecar.upstream.outlier;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.loop.Deadlines;
import dev.lateen.sidecar.model.OutlierDetection;
import dev.lateen.sidecar.stats.OutlierCounters;
import dev.lateen.sidecar.upstream.health.ClusterHealth;
import dev.lateen.sidecar.upstream.health.ErrorStreak;
import dev.lateen.sidecar.upstream.health.HostHealth;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Ejects the endpoints of one cluster that fail too often, and brings them back. Every event loop
 * reports; one, the owner, decides. A good answer after good ones costs a read.
 */
public final class OutlierDetector {
  private static final int SERVER_ERROR = 500;
  private static final int BAD_GATEWAY = 502;
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final int GATEWAY_TIMEOUT = 504;

  private final ClusterHealth health;
  private final Executor owner;
  private final Deadlines deadlines;
  private final Ejections ejections;
  private final Deadline sweep =
      new Deadline() {
        @Override
        protected void expired() {
          sweep();
        }
      };
  private volatile Optional<OutlierDetection> settings = Optional.empty();

  /**
   * A detector that ejects nothing until {@link #obey}.
   *
   * @param owner runs on the owning event loop
   * @param deadlines of the owning event loop
   * @param counters of the owning event loop
   * @param nanoTime a monotonic clock, ns
   */
  public OutlierDetector(
      ClusterHealth health,
      Executor owner,
      Deadlines deadlines,
      Supplier<OutlierCounters> counters,
      LongSupplier nanoTime) {
    this.health = health;
    this.owner = owner;
    this.deadlines = deadlines;
    this.ejections = new Ejections(health, counters, nanoTime);
  }

  /** Obeys other settings; without any, everyone comes back. On the owning loop. */
  public void obey(Optional<OutlierDetection> next) {
    if (next.equals(settings)) {
      return;
    }
    settings = next;
    sweep.disarm();
    next.ifPresentOrElse(found -> deadlines.arm(sweep, found.interval()), ejections::clear);
  }

  /** An endpoint answered. Any loop. */
  public void answered(HostHealth host, int status) {
    Optional<OutlierDetection> now = settings;
    if (now.isPresent()) {
      answered(host, status, now.get());
    }
  }

  /** An endpoint did not answer: no connection, reset, or timeout as given. Any loop. */
  public void failed(HostHealth host, boolean timeout) {
    Optional<OutlierDetection> now = settings;
    if (now.isEmpty()) {
      return;
    }
    int threshold = now.get().consecutiveLocalErrors();
    if (threshold == 0) {
      judge(host, timeout ? GATEWAY_TIMEOUT : SERVICE_UNAVAILABLE, now.get());
    } else {
      lengthen(host, host.localErrors(), threshold);
    }
  }

  private void answered(HostHealth host, int status, OutlierDetection now) {
    host.localErrors().end();
    judge(host, status, now);
  }

  private void judge(HostHealth host, int status, OutlierDetection now) {
    if (status < SERVER_ERROR) {
      host.serverErrors().end();
      host.gatewayErrors().end();
      return;
    }
    lengthen(host, host.serverErrors(), now.consecutiveServerErrors());
    if (status >= BAD_GATEWAY && status <= GATEWAY_TIMEOUT) {
      lengthen(host, host.gatewayErrors(), now.consecutiveGatewayErrors());
    } else {
      host.gatewayErrors().end();
    }
  }

  private void lengthen(HostHealth host, ErrorStreak streak, int threshold) {
    if (threshold > 0 && streak.lengthen() == threshold) {
      owner.execute(() -> eject(host, streak));
    }
  }

  private void eject(HostHealth host, ErrorStreak streak) {
    settings.ifPresent(now -> ejections.eject(host, now));
    streak.end();
  }

  private void sweep() {
    settings.ifPresent(
        now -> {
          ejections.sweep(now);
          deadlines.arm(sweep, now.interval());
        });
  }
}
