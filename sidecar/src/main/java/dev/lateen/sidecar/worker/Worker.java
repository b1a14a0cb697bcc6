package dev.lateen.sidecar.worker;

import dev.lateen.sidecar.accesslog.LoopLogs;
import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.upstream.ClusterRuntime;
import dev.lateen.sidecar.upstream.LoopContext;
import dev.lateen.sidecar.upstream.SharedCluster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Everything one event loop owns: the model it obeys, its clusters with their pools, and the client
 * connections it serves. Used on its loop only.
 */
public final class Worker {
  private final int index;
  private final LoopContext context;
  private final LoopLogs logs;
  private final Map<String, ClusterRuntime> clusters = new HashMap<>();
  private final Set<ManagedConnection> connections = new HashSet<>();
  private ActiveModel active;
  private boolean draining;
  private int admitted;

  /**
   * A worker.
   *
   * @param index 0..loops-1
   * @param logs where its requests are written down
   */
  public Worker(int index, LoopContext context, LoopLogs logs, ActiveModel active) {
    this.index = index;
    this.logs = logs;
    this.context = context;
    this.active = active;
  }

  /** Which loop this is, 0..loops-1. */
  public int index() {
    return index;
  }

  /** What the parts of this loop share. */
  public LoopContext context() {
    return context;
  }

  /** Where its requests are written down. */
  public LoopLogs logs() {
    return logs;
  }

  /** The model in force; a new reference when it changed. */
  public ActiveModel active() {
    return active;
  }

  /** Obeys the next model from the next request on. */
  public void activate(ActiveModel next) {
    ActiveModel before = active;
    active = next;
    lookAfterClusters(before);
    clusters.entrySet().removeIf(this::isGone);
    clusters.forEach((name, runtime) -> runtime.update(next.model().clusters().get(name)));
    drain(connection -> next.bound(connection.acceptedBy()).isEmpty());
    context
        .counters()
        .retain(
            next.model().listeners().stream()
                .map(listener -> listener.name())
                .collect(Collectors.toSet()),
            next.model().clusters().keySet());
  }

  /** The clusters this loop owns obey the model; those that are no more end. */
  private void lookAfterClusters(ActiveModel before) {
    Map<String, SharedCluster> now = active.clusters().byName();
    before
        .clusters()
        .byName()
        .forEach(
            (name, shared) -> {
              if (shared.owner() == context && now.get(name) != shared) {
                shared.close();
              }
            });
    now.forEach(
        (name, shared) -> {
          if (shared.owner() == context) {
            shared.obey(active.model().clusters().get(name));
          }
        });
  }

  private boolean isGone(Map.Entry<String, ClusterRuntime> entry) {
    boolean gone = !active.model().clusters().containsKey(entry.getKey());
    if (gone) {
      entry.getValue().close();
    }
    return gone;
  }

  /**
   * The cluster on this loop, started when first asked for; empty when the model has none of that
   * name.
   */
  public Optional<ClusterRuntime> cluster(String name) {
    ClusterRuntime running = clusters.get(name);
    if (running != null) {
      return Optional.of(running);
    }
    Optional<Cluster> cluster = active.model().cluster(name);
    return cluster.map(
        found -> {
          ClusterRuntime started =
              new ClusterRuntime(found, context, active.clusters().byName().get(name));
          clusters.put(name, started);
          return started;
        });
  }

  /** Remembers a connection until {@link #remove}. */
  public void add(ManagedConnection connection) {
    connections.add(connection);
  }

  /** The connection is closed. */
  public void remove(ManagedConnection connection) {
    connections.remove(connection);
  }

  /** A connection was accepted. */
  public void admit() {
    admitted++;
  }

  /** How many connections were accepted so far; wraps around. */
  public int admitted() {
    return admitted;
  }

  /** Number of client connections. */
  public int connections() {
    return connections.size();
  }

  /** Whether connections should not be kept alive any more. */
  public boolean isDraining() {
    return draining;
  }

  /** Ends all connections when what is under way is done. */
  public void drain() {
    draining = true;
    drain(connection -> true);
  }

  private void drain(Predicate<ManagedConnection> which) {
    for (ManagedConnection connection : new ArrayList<>(connections)) {
      if (which.test(connection)) {
        connection.drain();
      }
    }
  }

  /** Closes everything now. */
  public void close() {
    new ArrayList<>(connections).forEach(ManagedConnection::close);
    clusters.values().forEach(ClusterRuntime::close);
    clusters.clear();
    ActiveModel last = active;
    active = ActiveModel.empty(List.of(context));
    lookAfterClusters(last);
    logs.flush();
  }
}
