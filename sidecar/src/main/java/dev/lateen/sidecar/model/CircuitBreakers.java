package dev.lateen.sidecar.model;

import java.util.Optional;

/**
 * Limits of a cluster (xDS {@code CircuitBreakers.Thresholds}); beyond them requests are answered
 * 503.
 *
 * @param maxConnections open connections (TM-086). Default 1024
 * @param maxPendingRequests waiting for a connection (TM-087). Default 1024
 * @param maxRequests under way (TM-088). Default 1024
 * @param maxRetries under way (TM-095). Default 3
 * @param retryBudget takes the place of {@code maxRetries}
 */
public record CircuitBreakers(
    int maxConnections,
    int maxPendingRequests,
    int maxRequests,
    int maxRetries,
    Optional<RetryBudget> retryBudget) {
  /** The defaults above. */
  public static final CircuitBreakers DEFAULT = new CircuitBreakers(1024, 1024, 1024, 3);

  /**
   * How many retries may be under way by the number of requests that are (TS-02, UA-18).
   *
   * @param percent of the requests under way or waiting, 0 to 100. Default 20
   * @param minConcurrency retries that are allowed however few requests there are. Default 3
   */
  public record RetryBudget(double percent, int minConcurrency) {
    /** How many, while there are so many requests. */
    public int allowed(long requests) {
      return Math.clamp((long) (percent * requests / 100), minConcurrency, Integer.MAX_VALUE);
    }
  }

  /** Limits without a budget for retries. */
  public CircuitBreakers(
      int maxConnections, int maxPendingRequests, int maxRequests, int maxRetries) {
    this(maxConnections, maxPendingRequests, maxRequests, maxRetries, Optional.empty());
  }

  /** The same with a budget for retries. */
  public CircuitBreakers withRetryBudget(RetryBudget budget) {
    return new CircuitBreakers(
        maxConnections, maxPendingRequests, maxRequests, maxRetries, Optional.of(budget));
  }
}
