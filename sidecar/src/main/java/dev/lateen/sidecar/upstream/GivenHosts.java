package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.upstream.balance.Balancer;
import java.util.List;
import java.util.Optional;

/** Hosts whose addresses are known. The choice is arranged anew when their health changed. */
final class GivenHosts implements HostSource {
  private final ClusterRuntime cluster;
  private final List<UpstreamHost> hosts;
  private Balancer<UpstreamHost> balancer;
  private long arrangedFor;

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
  }

  @Override
  public boolean isKnown() {
    return true;
  }

  @Override
  public void whenKnown(Runnable task) {
    task.run();
  }

  @Override
  public Optional<UpstreamHost> pick(Origin origin, long hash) {
    if (cluster.shared().health().version() != arrangedFor) {
      arrange();
    }
    return balancer.pick(hash);
  }

  @Override
  public void close() {
    // nothing is waited for
  }
}
