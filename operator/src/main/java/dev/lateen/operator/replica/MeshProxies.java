package dev.lateen.operator.replica;

import dev.lateen.operator.discovery.DiscoveryService;
import dev.lateen.operator.discovery.ProxyState;
import dev.lateen.operator.rules.RuleRevision;
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
  private final Map<Object, Told> reported = new LinkedHashMap<>();

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
              own.stream(), reported.values().stream().flatMap(told -> told.proxies().stream()))
          .forEach(state -> merged.merge(state.nodeId(), state, MeshProxies::better));
      return merged.values().stream().sorted(BY_INSTANCE).toList();
    }
  }

  /** Whether the proxies of this replica are told by this rule yet. */
  public boolean areToldHere(RuleRevision rule) {
    return discovery.rules().contains(rule);
  }

  /**
   * Whether those of the other replicas are: while one of them has not read a rule yet, nobody
   * knows who will need it there.
   */
  public synchronized boolean areToldElsewhere(RuleRevision rule) {
    return reported.values().stream().allMatch(told -> told.isToldBy(rule));
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
      reported.computeIfAbsent(source, any -> new Told()).apply(report);
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
