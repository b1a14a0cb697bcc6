package dev.lateen.sidecar.stats;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The counters of one event loop, by name. The loop adds to them, any thread may read. */
public final class CounterRegistry {
  private final Map<String, ListenerCounters> listeners = new ConcurrentHashMap<>();
  private final Map<String, ClusterCounters> clusters = new ConcurrentHashMap<>();

  /** The counters of a listener, made when first asked for. */
  public ListenerCounters listener(String name) {
    return listeners.computeIfAbsent(name, key -> new ListenerCounters());
  }

  /** The counters of a cluster, made when first asked for. */
  public ClusterCounters cluster(String name) {
    return clusters.computeIfAbsent(name, key -> new ClusterCounters());
  }

  /**
   * Forgets the listeners and clusters that are no more; what still uses their counters goes on
   * unseen.
   */
  public void retain(Set<String> listenerNames, Set<String> clusterNames) {
    listeners.keySet().retainAll(listenerNames);
    clusters.keySet().retainAll(clusterNames);
  }

  Map<String, ListenerCounters> listeners() {
    return listeners;
  }

  Map<String, ClusterCounters> clusters() {
    return clusters;
  }
}
