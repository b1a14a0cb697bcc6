package dev.lateen.operator.replica;

import dev.lateen.operator.discovery.DiscoveryService;
import dev.lateen.operator.discovery.ProxyState;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The proxies of all replicas: those of this one, and, where it leads, those that the others told
 * of. Thread-safe.
 */
@Singleton
public class MeshProxies {
  private static final Comparator<ProxyState> BY_INSTANCE =
      Comparator.<ProxyState, String>comparing(state -> state.instance().namespace())
          .thenComparing(state -> state.instance().name())
          .thenComparing(ProxyState::nodeId);

  private final DiscoveryService discovery;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Map<Object, Map<String, ProxyState>> reported = new LinkedHashMap<>();

  public MeshProxies(DiscoveryService discovery) {
    this.discovery = discovery;
  }

  /** Every proxy that is connected or was, once, by namespace and name of its instance. */
  public List<ProxyState> all() {
    List<ProxyState> own = discovery.proxies();
    synchronized (this) {
      if (reported.isEmpty()) {
        return own;
      }
      Map<String, ProxyState> merged = new LinkedHashMap<>();
      Stream.concat(
              own.stream(), reported.values().stream().flatMap(states -> states.values().stream()))
          .forEach(state -> merged.merge(state.nodeId(), state, MeshProxies::better));
      return merged.values().stream().sorted(BY_INSTANCE).toList();
    }
  }

  /** A proxy that went from one replica to another is where it is connected. */
  private static ProxyState better(ProxyState one, ProxyState other) {
    return other.connected() && !one.connected() ? other : one;
  }

  /** Calls the listener after changes; on any thread, and it must not block. */
  public void onChange(Runnable listener) {
    discovery.onChange(listener);
    listeners.add(listener);
  }

  void take(Object source, ProxyReport report) {
    synchronized (this) {
      report.applyTo(reported.computeIfAbsent(source, any -> new LinkedHashMap<>()));
    }
    listeners.forEach(Runnable::run);
  }

  /** The replica has gone, and its proxies look for another. */
  void forget(Object source) {
    synchronized (this) {
      reported.remove(source);
    }
    listeners.forEach(Runnable::run);
  }
}
