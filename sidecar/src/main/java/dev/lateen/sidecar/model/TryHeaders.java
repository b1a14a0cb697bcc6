package dev.lateen.sidecar.model;

import java.util.Optional;

/**
 * Headers that tell how a request of a route is tried.
 *
 * @param timeout of the request: overrides the timeout, in milliseconds, in place of {@code
 *     x-envoy-upstream-rq-timeout-ms} (TM-066)
 * @param retries of the request: overrides the number of retries in place of {@code
 *     x-envoy-max-retries} (TM-066)
 * @param countsAttempts whether each try says which one it is, in {@code x-envoy-attempt-count}
 */
public record TryHeaders(
    Optional<String> timeout, Optional<String> retries, boolean countsAttempts) {
  /** The names everybody knows, no count. */
  public static final TryHeaders STANDARD =
      new TryHeaders(Optional.empty(), Optional.empty(), false);
}
