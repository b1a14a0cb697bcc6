package dev.lateen.sidecar.upstream;

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
  public boolean isKnown(Origin origin) {
    return true;
  }

  @Override
  public void whenKnown(Origin origin, Runnable task) {
    task.run();
  }

  @Override
  public Optional<UpstreamHost> pick(Origin origin, long hash) {
    if (++picks % PRUNE_EVERY == 0) {
      cluster.hosts().prune();
    }
    return origin.originalDestination().map(cluster.hosts()::at);
  }

  @Override
  public void close() {
    // nothing is waited for
  }
}
