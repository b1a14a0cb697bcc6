package dev.lateen.bench.measure;

import dev.lateen.bench.load.LoadResult;

/**
 * One contestant in one round.
 *
 * @param cpuSeconds that its processes used meanwhile
 * @param residentMib of its largest process afterwards
 * @param load what the requests met
 */
public record Sample(double cpuSeconds, double residentMib, LoadResult load) {
  private static final double UNIT = 100_000;

  /** Seconds of processor time for 100,000 requests. */
  public double cpuPerUnit() {
    return load.succeeded() == 0 ? 0 : cpuSeconds * UNIT / load.succeeded();
  }
}
