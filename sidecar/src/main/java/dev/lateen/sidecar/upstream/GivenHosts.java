package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.LoadBalancing.SlowStart;
import dev.lateen.sidecar.upstream.balance.Balancer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Hosts whose addresses are known. The choice is arranged anew when their health changed. */
final class GivenHosts implements HostSource {
  private static final long STEPS = 30;
  private static final long LEAST_STEP = Duration.ofMillis(50).toNanos();

  private final ClusterRuntime cluster;
  private final List<UpstreamHost> hosts;
  private Balancer<UpstreamHost> balancer;
  private long arrangedFor;
  private boolean growing;
  private long arrangeAgainAt;

  /** Takes over the hosts of these endpoints from the cluster; it lets go of all others. */
  GivenHosts(List<Endpoint> endpoints, ClusterRuntime cluster) {
    this.cluster = cluster;
    this.hosts = cluster.hosts().retain(endpoints);
    arrange();
  }

  private void arrange() {
    arrangedFor = cluster.shared().health().version();
    balancer =
        Balancer.of(
            cluster.cluster().loadBalancing(), hosts, cluster.context().random(), System::nanoTime);
    cluster.cluster().loadBalancing().slowStart().ifPresent(this::arrangeAgain);
  }

  /** While an endpoint is new, weights that were small when turns were given out have grown. */
  private void arrangeAgain(SlowStart slowStart) {
    long now = System.nanoTime();
    long window = slowStart.window().toNanos();
    growing = hosts.stream().anyMatch(host -> now - host.joinedAt() < window);
    arrangeAgainAt = now + Math.max(LEAST_STEP, window / STEPS);
  }

  private boolean isOutdated() {
    return cluster.shared().health().version() != arrangedFor
        || growing && System.nanoTime() - arrangeAgainAt >= 0;
  }

  @Override
  public boolean isKnown(Origin origin) {
    return true;
  }

  @Override
  public void whenKnown(Origin origin, Runnable task) {
    task.run();
  }

  @Override
  public Optional<UpstreamHost> pick(Origin origin, long hash) {
    if (isOutdated()) {
      arrange();
    }
    return balancer.pick(hash);
  }

  @Override
  public void close() {
    // nothing is waited for
  }
}
