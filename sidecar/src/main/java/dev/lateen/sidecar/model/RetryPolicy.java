package dev.lateen.sidecar.model;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * When to try a request again (TM-062..TM-064, UA-18). A request is only tried again when all that
 * arrived of its body is at hand (none, or at most 64 KiB).
 *
 * @param conditions which failures
 * @param attempts number of retries after the first try, 0 or more
 * @param perTryTimeout of each try; {@link Duration#ZERO} for the overall timeout only (TM-063)
 * @param perTryIdleTimeout how long a try may pass without a part of the response; {@link
 *     Duration#ZERO} for no limit
 * @param backOff how long to wait before each
 * @param statuses of responses worth another try, for {@link RetryCondition#RETRIABLE_STATUS_CODES}
 * @param headers of responses worth another try, one has to match, for {@link
 *     RetryCondition#RETRIABLE_HEADERS}
 * @param idempotentOnly whether what may have been carried out is repeated for idempotent methods
 *     alone (RFC 9110 9.2.2)
 * @param avoidsPreviousHosts whether another endpoint is tried, where there is one
 * @param hedges whether a try that takes longer than {@code perTryTimeout} goes on beside the next
 */
public record RetryPolicy(
    Set<RetryCondition> conditions,
    int attempts,
    Duration perTryTimeout,
    Duration perTryIdleTimeout,
    BackOff backOff,
    Set<Integer> statuses,
    List<HeaderMatch> headers,
    boolean idempotentOnly,
    boolean avoidsPreviousHosts,
    boolean hedges) {

  /**
   * Exponential with full jitter: before retry n a random time up to {@code base} times 2 to the n,
   * less one, but at most {@code most}.
   *
   * @param base default 25 ms
   * @param most default ten times {@code base}
   */
  public record BackOff(Duration base, Duration most) {
    /** 25 ms, at most 250 ms. */
    public static final BackOff DEFAULT = of(Duration.ofMillis(25));

    /** At most ten times the base. */
    public static BackOff of(Duration base) {
      return new BackOff(base, base.multipliedBy(10));
    }
  }

  /** Copies the collections and checks the number. */
  public RetryPolicy {
    conditions = Set.copyOf(conditions);
    statuses = Set.copyOf(statuses);
    headers = List.copyOf(headers);
    if (attempts < 0) {
      throw new IllegalArgumentException("retry attempts " + attempts + " is negative");
    }
  }

  /** On some conditions, for every method. */
  public static RetryPolicy on(
      Set<RetryCondition> conditions, int attempts, Duration perTryTimeout) {
    return new RetryPolicy(
        conditions,
        attempts,
        perTryTimeout,
        Duration.ZERO,
        BackOff.DEFAULT,
        Set.of(),
        List.of(),
        false,
        false,
        false);
  }

  /**
   * The conditions of route rules that name none: 5xx, connect-failure, refused-stream (TM-064).
   */
  public static RetryPolicy of(int attempts, Duration perTryTimeout) {
    return on(
        Set.of(
            RetryCondition.SERVER_ERROR,
            RetryCondition.CONNECT_FAILURE,
            RetryCondition.REFUSED_STREAM),
        attempts,
        perTryTimeout);
  }

  /** The same, for idempotent methods only where something may have been carried out. */
  public RetryPolicy forIdempotentOnly() {
    return new RetryPolicy(
        conditions,
        attempts,
        perTryTimeout,
        perTryIdleTimeout,
        backOff,
        statuses,
        headers,
        true,
        avoidsPreviousHosts,
        hedges);
  }
}
