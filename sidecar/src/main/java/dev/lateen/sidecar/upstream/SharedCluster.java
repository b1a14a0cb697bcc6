package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Discovery;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.UpstreamTls;
import dev.lateen.sidecar.upstream.health.ActiveChecks;
import dev.lateen.sidecar.upstream.health.ClusterHealth;
import dev.lateen.sidecar.upstream.health.HostHealth;
import dev.lateen.sidecar.upstream.limit.CircuitBreaker;
import dev.lateen.sidecar.upstream.outlier.OutlierDetector;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final ActiveChecks checks;
  private Optional<Cluster> obeyed = Optional.empty();
  private List<HostHealth> checked = List.of();

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
            () -> owner.counters().cluster(cluster.name()).outliers,
            System::nanoTime);
    this.checks =
        new ActiveChecks(
            health, owner.deadlines(), () -> owner.counters().cluster(cluster.name()).checks);
  }

  /** The loop that looks after it. */
  public LoopContext owner() {
    return owner;
  }

  /** Obeys a version of the cluster. On the owner's loop. */
  public void obey(Cluster cluster) {
    if (obeyed.filter(cluster::equals).isPresent()) {
      return;
    }
    obeyed = Optional.of(cluster);
    breaker.resize(cluster.circuitBreakers());
    outliers.obey(cluster.outlierDetection());
    if (cluster.healthChecks().isEmpty()) {
      stopChecks();
    } else {
      check(cluster);
    }
  }

  private void check(Cluster cluster) {
    List<HostHealth> before = checked;
    checked =
        cluster.discovery() instanceof Discovery.Endpoints given
            ? given.endpoints().stream()
                .flatMap(endpoint -> Hosts.address(endpoint).stream())
                .map(health::acquire)
                .toList()
            : List.of();
    before.forEach(health::release);
    Map<InetSocketAddress, UpstreamTls> tls = tls(cluster);
    Connector connector = new Connector(cluster, owner, breaker);
    checks.obey(
        Optional.of(
            new ActiveChecks.Order(
                cluster.healthChecks().getFirst(),
                address -> connector.dial(address, Optional.ofNullable(tls.get(address))),
                cluster.name())));
  }

  /** The TLS of the endpoints that have some. */
  private static Map<InetSocketAddress, UpstreamTls> tls(Cluster cluster) {
    Map<InetSocketAddress, UpstreamTls> tls = new HashMap<>();
    if (cluster.discovery() instanceof Discovery.Endpoints given) {
      for (Endpoint endpoint : given.endpoints()) {
        cluster
            .transport()
            .to(endpoint)
            .ifPresent(
                settings ->
                    Hosts.address(endpoint).ifPresent(address -> tls.put(address, settings)));
      }
    }
    return tls;
  }

  private void stopChecks() {
    checks.obey(Optional.empty());
    checked.forEach(health::release);
    checked = List.of();
  }

  /** The cluster is no more. On the owner's loop. */
  public void close() {
    outliers.obey(Optional.empty());
    stopChecks();
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
