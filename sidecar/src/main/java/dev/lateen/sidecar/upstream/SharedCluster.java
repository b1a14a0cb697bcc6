package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.upstream.health.ClusterHealth;
import dev.lateen.sidecar.upstream.limit.CircuitBreaker;
import dev.lateen.sidecar.upstream.outlier.OutlierDetector;

/**
 * What all event loops share of one cluster: its limits and what is known of its endpoints' health.
 * One loop, the owner, does what is done once per process. It lives as long as models have a
 * cluster of this name.
 */
public final class SharedCluster {
  private final LoopContext owner;
  private final CircuitBreaker breaker;
  private final ClusterHealth health = new ClusterHealth(System::nanoTime);
  private final OutlierDetector outliers;

  /**
   * Of a cluster nobody has used yet.
   *
   * @param owner the loop that looks after it
   * @param loops number of event loops
   */
  public SharedCluster(Cluster cluster, LoopContext owner, int loops) {
    this.owner = owner;
    this.breaker = new CircuitBreaker(cluster.circuitBreakers(), loops);
    this.outliers =
        new OutlierDetector(
            health,
            owner.loop(),
            owner.deadlines(),
            owner.counters().cluster(cluster.name()).outliers,
            System::nanoTime);
  }

  /** The loop that looks after it. */
  public LoopContext owner() {
    return owner;
  }

  /** Obeys a version of the cluster. On the owner's loop. */
  public void obey(Cluster cluster) {
    breaker.resize(cluster.circuitBreakers());
    outliers.obey(cluster.outlierDetection());
  }

  /** The cluster is no more. On the owner's loop. */
  public void close() {
    outliers.obey(java.util.Optional.empty());
  }

  /** What is known of its endpoints. */
  public ClusterHealth health() {
    return health;
  }

  CircuitBreaker breaker() {
    return breaker;
  }

  OutlierDetector outliers() {
    return outliers;
  }
}
