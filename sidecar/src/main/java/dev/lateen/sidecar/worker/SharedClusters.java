package dev.lateen.sidecar.worker;

import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.stats.EndpointHealth;
import dev.lateen.sidecar.upstream.LoopContext;
import dev.lateen.sidecar.upstream.SharedCluster;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@link SharedCluster} of every cluster of a model. A cluster that is in the next model too
 * keeps it: limits go on counting and ejected endpoints stay ejected when rules change. Immutable.
 */
public final class SharedClusters {
  private final List<LoopContext> loops;
  private final Map<String, SharedCluster> byName;

  private SharedClusters(List<LoopContext> loops, Map<String, SharedCluster> byName) {
    this.loops = List.copyOf(loops);
    this.byName = Map.copyOf(byName);
  }

  /** Of no cluster, for these event loops. */
  public static SharedClusters none(List<LoopContext> loops) {
    return new SharedClusters(loops, Map.of());
  }

  /** Of the next model. */
  public SharedClusters next(ProxyModel model) {
    Map<String, SharedCluster> next = new HashMap<>();
    model
        .clusters()
        .forEach(
            (name, cluster) -> {
              SharedCluster known = byName.get(name);
              next.put(
                  name,
                  known == null ? new SharedCluster(cluster, owner(name), loops.size()) : known);
            });
    return new SharedClusters(loops, next);
  }

  private LoopContext owner(String name) {
    return loops.get(Math.floorMod(name.hashCode(), loops.size()));
  }

  /** By name of the cluster. */
  public Map<String, SharedCluster> byName() {
    return byName;
  }

  /** What is known of the endpoints in use, by cluster name and address. */
  public Map<String, Map<InetSocketAddress, EndpointHealth>> health() {
    Map<String, Map<InetSocketAddress, EndpointHealth>> health = new HashMap<>();
    byName.forEach((name, shared) -> health.put(name, health(shared)));
    return health;
  }

  private static Map<InetSocketAddress, EndpointHealth> health(SharedCluster shared) {
    Map<InetSocketAddress, EndpointHealth> health = new HashMap<>();
    shared
        .health()
        .hosts()
        .forEach(
            host ->
                health.put(
                    host.address(), new EndpointHealth(host.isEjected(), host.failsChecks())));
    return health;
  }
}
