package dev.lateen.sidecar.upstream.outlier;

import dev.lateen.sidecar.model.OutlierDetection;
import dev.lateen.sidecar.stats.OutlierCounters;
import dev.lateen.sidecar.upstream.health.ClusterHealth;
import dev.lateen.sidecar.upstream.health.HostHealth;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Who is ejected, how often and until when, as in Envoy. Belongs to the owning event loop. */
final class Ejections {
  private static final Logger LOG = Logger.getLogger(Ejections.class);
  private static final int PERCENT = 100;

  private final ClusterHealth health;
  private final Supplier<OutlierCounters> counters;
  private final LongSupplier nanoTime;
  private final Map<HostHealth, History> records = new HashMap<>();

  /** How often an endpoint was ejected lately, and when last. */
  private static final class History {
    private int times;
    private long since;
  }

  Ejections(ClusterHealth health, Supplier<OutlierCounters> counters, LongSupplier nanoTime) {
    this.health = health;
    this.counters = counters;
    this.nanoTime = nanoTime;
  }

  /** Ejects an endpoint unless it is ejected or too many are. */
  void eject(HostHealth host, OutlierDetection settings) {
    if (host.isEjected()) {
      return;
    }
    if (!mayEject(settings)) {
      counters.get().ejectionsOverflowed.increment();
      return;
    }
    History record = records.computeIfAbsent(host, key -> new History());
    record.times++;
    record.since = nanoTime.getAsLong();
    counters.get().ejections.increment();
    counters.get().ejected.increment();
    health.eject(host, true);
    LOG.infof("event=endpoint_ejected address=%s times=%d", host.address(), record.times);
  }

  private boolean mayEject(OutlierDetection settings) {
    long ejected = counters.get().ejected.get();
    if (ejected == 0 && settings.alwaysEjectsOne()) {
      return true;
    }
    return PERCENT * (ejected + 1) <= (long) settings.maxEjectionPercent() * health.hosts().size();
  }

  /** Brings back those whose time is over; those that stayed well are ejected shorter next time. */
  void sweep(OutlierDetection settings) {
    records.keySet().removeIf(this::isGone);
    records.forEach(
        (host, record) -> {
          if (!host.isEjected()) {
            record.times = Math.max(0, record.times - 1);
          } else if (nanoTime.getAsLong() - record.since >= time(record, settings).toNanos()) {
            admit(host);
          }
        });
    records.values().removeIf(record -> record.times == 0);
  }

  /** Brings everyone back. */
  void clear() {
    records.keySet().stream().filter(HostHealth::isEjected).forEach(this::admit);
    records.clear();
  }

  private boolean isGone(HostHealth host) {
    boolean gone = health.find(host.address()).filter(known -> known == host).isEmpty();
    if (gone && host.isEjected()) {
      counters.get().ejected.decrement();
    }
    return gone;
  }

  private void admit(HostHealth host) {
    counters.get().ejected.decrement();
    health.eject(host, false);
    LOG.infof("event=endpoint_readmitted address=%s", host.address());
  }

  private static Duration time(History record, OutlierDetection settings) {
    Duration base = settings.baseEjectionTime();
    Duration most =
        settings.maxEjectionTime().compareTo(base) > 0 ? settings.maxEjectionTime() : base;
    Duration product = base.multipliedBy(record.times);
    return product.compareTo(most) > 0 ? most : product;
  }
}
