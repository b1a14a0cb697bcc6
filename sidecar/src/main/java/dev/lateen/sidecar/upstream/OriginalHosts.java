package dev.lateen.sidecar.upstream;

import java.util.Optional;
import java.util.function.Consumer;

/** The host is where the captured connection wanted to go. */
final class OriginalHosts implements HostSource {
  private static final int PRUNE_EVERY = 256;

  private final ClusterRuntime cluster;
  private int picks;

  OriginalHosts(ClusterRuntime cluster) {
    this.cluster = cluster;
  }

  @Override
  public void pick(Origin origin, Consumer<Optional<HostPool>> use) {
    if (++picks % PRUNE_EVERY == 0) {
      cluster.prune();
    }
    use.accept(origin.originalDestination().map(cluster::pool));
  }

  @Override
  public void close() {
    // nothing is waited for
  }
}
