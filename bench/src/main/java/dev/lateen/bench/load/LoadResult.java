package dev.lateen.bench.load;

/**
 * What came of a run.
 *
 * @param succeeded requests answered with 200
 * @param failed requests answered otherwise, or not at all
 * @param seconds from the first request to the last response
 * @param latencies of those that succeeded
 */
public record LoadResult(long succeeded, long failed, double seconds, Latencies latencies) {
  /** Requests a second. */
  public double rate() {
    return seconds > 0 ? succeeded / seconds : 0;
  }
}
