package dev.lateen.bookinfo.load;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Counts of what came back. Safe for use by many threads. */
final class LoadReport {
  private final Map<String, LongAdder> statuses = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> stars = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();

  /**
   * Counts one request.
   *
   * @param status the HTTP status, or why there was none
   * @param color what stars the answer showed
   * @param millis how long it took
   */
  void count(String status, String color, long millis) {
    statuses.computeIfAbsent(status, _ -> new LongAdder()).increment();
    stars.computeIfAbsent(color, _ -> new LongAdder()).increment();
    latencies.add(millis);
  }

  /** The report: a line per status and per colour, in alphabetical order, and the latency. */
  String text() {
    long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
    StringBuilder out = new StringBuilder("requests %d%n".formatted(sorted.length));
    lines(out, "status", statuses);
    lines(out, "stars", stars);
    return out.append(
            "latency p50 %d ms, p99 %d ms, max %d ms%n"
                .formatted(at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1)))
        .toString();
  }

  private static void lines(StringBuilder out, String what, Map<String, LongAdder> counts) {
    SortedMap<String, LongAdder> sorted = new TreeMap<>(counts);
    sorted.forEach((name, count) -> out.append("%s %s: %d%n".formatted(what, name, count.sum())));
  }

  private static long at(long[] sorted, double quantile) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(quantile * sorted.length) - 1];
  }
}
