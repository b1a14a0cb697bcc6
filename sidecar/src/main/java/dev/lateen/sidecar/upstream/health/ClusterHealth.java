package dev.lateen.sidecar.upstream.health;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What the whole process knows of the endpoints of one cluster. Safe for all threads. Event loops
 * look at {@link #version()} before they choose an endpoint and arrange their choice anew when it
 * has changed: being healthy costs them one read.
 */
public final class ClusterHealth {
  private final ConcurrentHashMap<InetSocketAddress, HostHealth> hosts = new ConcurrentHashMap<>();
  private final AtomicLong version = new AtomicLong();
  private final LongSupplier nanoTime;
  private volatile boolean newcomersWait;

  /** Of no endpoint; with a monotonic clock, ns. */
  public ClusterHealth(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Changes with the health of any endpoint. */
  public long version() {
    return version.get();
  }

  /** The endpoint, known from now until every user has released it. */
  public HostHealth acquire(InetSocketAddress address) {
    return hosts.compute(
        address,
        (key, known) -> {
          HostHealth host = known == null ? newcomer(address) : known;
          host.use();
          return host;
        });
  }

  private HostHealth newcomer(InetSocketAddress address) {
    HostHealth host = new HostHealth(address, nanoTime.getAsLong());
    host.setFailedCheck(newcomersWait);
    return host;
  }

  /** Says whether endpoints that appear from now on are not used before they pass a check. */
  void newcomersWait(boolean wait) {
    newcomersWait = wait;
  }

  /** One user less. */
  public void release(HostHealth host) {
    hosts.computeIfPresent(
        host.address(), (key, known) -> known == host && known.unuse() ? null : known);
  }

  /** All endpoints known now. */
  public Collection<HostHealth> hosts() {
    return hosts.values();
  }

  /** An endpoint, if it is known. */
  public Optional<HostHealth> find(InetSocketAddress address) {
    return Optional.ofNullable(hosts.get(address));
  }

  /** Says whether an endpoint is ejected. */
  public void eject(HostHealth host, boolean ejected) {
    if (host.isEjected() != ejected) {
      host.setEjected(ejected);
      changed(host);
    }
  }

  /** Says whether an endpoint fails its checks. */
  public void failCheck(HostHealth host, boolean failed) {
    if (host.failsChecks() != failed) {
      host.setFailedCheck(failed);
      changed(host);
    }
  }

  private void changed(HostHealth host) {
    if (host.isWell()) {
      host.rejoin(nanoTime.getAsLong());
    }
    version.incrementAndGet();
  }
}
