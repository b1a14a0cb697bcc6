package dev.lateen.sidecar.stats;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Adds up the counters of all event loops. */
public final class StatisticsFold {
  private StatisticsFold() {}

  /** The sums, now. Safe for any thread. */
  public static Statistics fold(Collection<CounterRegistry> registries) {
    Map<String, List<ListenerCounters>> listeners = group(registries, CounterRegistry::listeners);
    Map<String, List<ClusterCounters>> clusters = group(registries, CounterRegistry::clusters);
    Map<String, ListenerStatistics> foldedListeners = new TreeMap<>();
    listeners.forEach((name, counters) -> foldedListeners.put(name, listener(counters)));
    Map<String, ClusterStatistics> foldedClusters = new TreeMap<>();
    clusters.forEach((name, counters) -> foldedClusters.put(name, cluster(counters)));
    return new Statistics(foldedListeners, foldedClusters);
  }

  private static <C> Map<String, List<C>> group(
      Collection<CounterRegistry> registries, Function<CounterRegistry, Map<String, C>> part) {
    Map<String, List<C>> grouped = new TreeMap<>();
    for (CounterRegistry registry : registries) {
      part.apply(registry)
          .forEach(
              (name, value) -> grouped.computeIfAbsent(name, key -> new ArrayList<>()).add(value));
    }
    return grouped;
  }

  private static ListenerStatistics listener(List<ListenerCounters> all) {
    return new ListenerStatistics(
        sum(all, c -> c.connections),
        sum(all, c -> c.connectionsActive),
        sum(all, c -> c.requests),
        sum(all, c -> c.requestsActive),
        sum(all, c -> c.requestsInvalid),
        sum(all, c -> c.requestsUnrouted),
        classes(all, c -> c.responses),
        sum(all, c -> c.bytesReceived),
        sum(all, c -> c.bytesSent),
        TlsStatistics.of(all.stream().map(c -> c.tls).toList()));
  }

  private static ClusterStatistics cluster(List<ClusterCounters> all) {
    return new ClusterStatistics(
        sum(all, c -> c.connections),
        sum(all, c -> c.connectionsActive),
        sum(all, c -> c.connectFailures),
        sum(all, c -> c.requests),
        sum(all, c -> c.requestsActive),
        classes(all, c -> c.responses),
        sum(all, c -> c.retries),
        sum(all, c -> c.timeouts),
        limits(all),
        outliers(all),
        checks(all),
        sum(all, c -> c.unavailable),
        sum(all, c -> c.resets),
        sum(all, c -> c.bytesSent),
        sum(all, c -> c.bytesReceived),
        TlsStatistics.of(all.stream().map(c -> c.tls).toList()));
  }

  private static LimitStatistics limits(List<ClusterCounters> all) {
    return new LimitStatistics(
        sum(all, c -> c.limits.connectionOverflows),
        sum(all, c -> c.limits.pending),
        sum(all, c -> c.limits.pendingActive),
        sum(all, c -> c.limits.pendingOverflows),
        sum(all, c -> c.limits.retryOverflows));
  }

  private static OutlierStatistics outliers(List<ClusterCounters> all) {
    return new OutlierStatistics(
        sum(all, c -> c.outliers.ejections),
        sum(all, c -> c.outliers.ejected),
        sum(all, c -> c.outliers.ejectionsOverflowed));
  }

  private static CheckStatistics checks(List<ClusterCounters> all) {
    return new CheckStatistics(
        sum(all, c -> c.checks.attempts),
        sum(all, c -> c.checks.successes),
        sum(all, c -> c.checks.failures),
        sum(all, c -> c.checks.networkFailures));
  }

  private static <C> long sum(List<C> all, Function<C, Counter> counter) {
    return all.stream().mapToLong(c -> counter.apply(c).get()).sum();
  }

  private static <C> List<Long> classes(List<C> all, Function<C, ResponseCounters> responses) {
    return IntStream.rangeClosed(1, 5)
        .mapToObj(n -> all.stream().mapToLong(c -> responses.apply(c).of(n)).sum())
        .toList();
  }
}
