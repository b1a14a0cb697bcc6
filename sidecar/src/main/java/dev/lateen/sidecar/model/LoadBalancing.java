package dev.lateen.sidecar.model;

import java.time.Duration;
import java.util.Optional;

/**
 * How an endpoint of a cluster is chosen (TM-083..TM-085, TS-02).
 *
 * @param algorithm among the endpoints that may be used
 * @param slowStart how endpoints that are new get their share (TS-27); obeyed by turns and by least
 *     requests, as in Envoy
 * @param panicPercent below so many healthy endpoints of a priority, in percent, all of it are
 *     used, 0..100; 0 for never. Default 50
 * @param localityWeights whether localities of a priority share by their weights, not by their
 *     numbers of endpoints
 */
public record LoadBalancing(
    Algorithm algorithm, Optional<SlowStart> slowStart, int panicPercent, boolean localityWeights) {
  /** As in Envoy. */
  public static final int DEFAULT_PANIC_PERCENT = 50;

  /** In turn, with defaults. */
  public static final LoadBalancing ROUND_ROBIN = of(new Algorithm.RoundRobin());

  /** An algorithm, with defaults. */
  public static LoadBalancing of(Algorithm algorithm) {
    return new LoadBalancing(algorithm, Optional.empty(), DEFAULT_PANIC_PERCENT, false);
  }

  /** Whether requests with one hash should meet one endpoint. */
  public boolean hashes() {
    return algorithm instanceof Algorithm.RingHash || algorithm instanceof Algorithm.Maglev;
  }

  /** The same with new endpoints spared. */
  public LoadBalancing withSlowStart(SlowStart other) {
    return new LoadBalancing(algorithm, Optional.of(other), panicPercent, localityWeights);
  }

  /** The same with another panic threshold. */
  public LoadBalancing withPanicPercent(int other) {
    return new LoadBalancing(algorithm, slowStart, other, localityWeights);
  }

  /** The same with localities sharing by weight. */
  public LoadBalancing withLocalityWeights() {
    return new LoadBalancing(algorithm, slowStart, panicPercent, true);
  }

  /** The ways to choose. */
  public sealed interface Algorithm {
    /** In turn, by weight. */
    record RoundRobin() implements Algorithm {}

    /** Of two random ones, that with fewer requests under way. */
    record LeastRequest() implements Algorithm {}

    /** Any. */
    record Random() implements Algorithm {}

    /**
     * By hash on a ring.
     *
     * @param minSize entries at least. Default 1024
     * @param maxSize entries at most. Default 8 Mi
     */
    record RingHash(long minSize, long maxSize) implements Algorithm {}

    /**
     * By hash in a Maglev table.
     *
     * @param tableSize a prime number. Default 65537
     */
    record Maglev(int tableSize) implements Algorithm {}

    /**
     * Of two random ones, that with the lower product of latency and requests under way.
     *
     * @param decay after which an observation has lost most of its weight. Default 10 s
     */
    record PeakEwma(Duration decay) implements Algorithm {}
  }

  /**
   * How the share of a new endpoint grows to what its weight says.
   *
   * @param window from its appearance, more than zero
   * @param minimumPercent its least share of its weight, 0..100. Default 10
   * @param aggression 1 for a line, more for a faster start; more than 0. Default 1
   */
  public record SlowStart(Duration window, double minimumPercent, double aggression) {}
}
