package dev.lateen.sidecar.model;

import java.time.Duration;
import java.util.Set;

/**
 * When to try a request again. A request is only tried again when its whole body is known (empty,
 * or complete and at most 64 KiB).
 *
 * @param conditions which failures (TM-064)
 * @param attempts number of retries after the first try, 0 or more (TM-062)
 * @param perTryTimeout of each try; {@link Duration#ZERO} for the overall timeout only (TM-063)
 * @param baseInterval of the exponential back-off with full jitter; at most ten times this. Default
 *     25 ms
 */
public record RetryPolicy(
    Set<Condition> conditions, int attempts, Duration perTryTimeout, Duration baseInterval) {
  /** 25 ms. */
  public static final Duration DEFAULT_BASE_INTERVAL = Duration.ofMillis(25);

  /** A failure worth another try; names as in the x-envoy-retry-on header. */
  public enum Condition {
    /** A 5xx response, or none: connect failure, reset, per-try timeout. */
    SERVER_ERROR,
    /** 502, 503, 504, or no response. */
    GATEWAY_ERROR,
    /** The connection could not be made. */
    CONNECT_FAILURE,
    /** The upstream refused before it processed anything (HTTP/2 REFUSED_STREAM). */
    REFUSED_STREAM,
    /** The connection ended before a response. */
    RESET
  }

  /** Copies the set and checks the number. */
  public RetryPolicy {
    conditions = Set.copyOf(conditions);
    if (attempts < 0) {
      throw new IllegalArgumentException("retry attempts " + attempts + " is negative");
    }
  }

  /** The fixed conditions of route rules: 5xx, connect-failure, refused-stream (TM-064). */
  public static RetryPolicy of(int attempts, Duration perTryTimeout) {
    return new RetryPolicy(
        Set.of(Condition.SERVER_ERROR, Condition.CONNECT_FAILURE, Condition.REFUSED_STREAM),
        attempts,
        perTryTimeout,
        DEFAULT_BASE_INTERVAL);
  }
}
