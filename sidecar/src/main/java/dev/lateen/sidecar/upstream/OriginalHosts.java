package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.Endpoint;
import java.net.InetSocketAddress;
import java.util.Optional;

/** The host is where the captured connection wanted to go. */
final class OriginalHosts implements HostSource {
  private static final int PRUNE_EVERY = 256;

  private final ClusterRuntime cluster;
  private int picks;

  OriginalHosts(ClusterRuntime cluster) {
    this.cluster = cluster;
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
    if (++picks % PRUNE_EVERY == 0) {
      cluster.hosts().prune();
    }
    return origin.originalDestination().map(this::host);
  }

  private UpstreamHost host(InetSocketAddress destination) {
    return cluster
        .hosts()
        .of(
            Endpoint.of(destination.getAddress().getHostAddress(), destination.getPort()),
            destination);
  }

  @Override
  public void close() {
    // nothing is waited for
  }
}
