package dev.lateen.sidecar.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks every endpoint of a cluster now and then whether it is well (TM-148; xDS {@code
 * core.v3.HealthCheck}).
 *
 * @param probe the question
 * @param interval between two questions
 * @param timeout of an answer
 * @param healthyThreshold good answers in a row that bring an endpoint back, 1 or more; the first
 *     answer of all decides alone
 * @param unhealthyThreshold bad answers in a row that take it out, 1 or more
 */
public record HealthCheck(
    Probe probe,
    Duration interval,
    Duration timeout,
    int healthyThreshold,
    int unhealthyThreshold) {

  /** A question. */
  public sealed interface Probe {
    /**
     * A GET.
     *
     * @param path with query
     * @param host of the request; absent: the cluster's name
     * @param expected statuses of an endpoint that is well
     * @param retriable statuses that count towards the threshold; all others take the endpoint out
     *     at once
     */
    record Http(
        String path, Optional<String> host, List<StatusRange> expected, List<StatusRange> retriable)
        implements Probe {
      /** Copies the lists. */
      public Http {
        expected = List.copyOf(expected);
        retriable = List.copyOf(retriable);
      }
    }

    /**
     * {@code grpc.health.v1.Health/Check}.
     *
     * @param service asked about; empty for the server as a whole
     * @param authority of the request; absent: the cluster's name
     */
    record Grpc(String service, Optional<String> authority) implements Probe {}

    /** A connection. */
    record Tcp() implements Probe {}
  }

  /**
   * Statuses of HTTP.
   *
   * @param first included
   * @param end not included
   */
  public record StatusRange(int first, int end) {
    /** Whether the status is within. */
    public boolean contains(int status) {
      return status >= first && status < end;
    }
  }
}
