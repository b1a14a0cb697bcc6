package dev.lateen.sidecar.model;

import java.time.Duration;
import java.util.Optional;

/**
 * Faults injected on a route: the delay first, then the abort, each by its own share (TM-074).
 *
 * @param delay waits before forwarding (TM-070)
 * @param abort answers locally (TM-072)
 */
public record FaultPolicy(Optional<Delay> delay, Optional<Abort> abort) {
  /**
   * Waits.
   *
   * @param duration how long, or the mean where it is random
   * @param share of the requests
   * @param exponential whether each request waits for another time, exponentially distributed up to
   *     ten times the mean (TM-071)
   * @param header of the request that says how long instead, in milliseconds (TM-066)
   */
  public record Delay(
      Duration duration, Fraction share, boolean exponential, Optional<String> header) {
    /** A fixed delay. */
    public Delay(Duration duration, Fraction share) {
      this(duration, share, false, Optional.empty());
    }
  }

  /**
   * Answers.
   *
   * @param answer what the caller gets
   * @param share of the requests
   * @param header of the request that says the HTTP status instead, 200..599 (TM-066)
   */
  public record Abort(Answer answer, Fraction share, Optional<String> header) {
    /** With an HTTP status. */
    public Abort(int status, Fraction share) {
      this(new Status(status), share, Optional.empty());
    }
  }

  /** What the caller of an aborted request gets. */
  public sealed interface Answer {}

  /**
   * A response (TM-072).
   *
   * @param code 200..599
   */
  public record Status(int code) implements Answer {}

  /**
   * A status of gRPC, for callers that speak it; the HTTP status for it for others (TM-073).
   *
   * @param code 0..16
   */
  public record GrpcStatus(int code) implements Answer {}

  /**
   * No response: the stream is reset, a connection of HTTP/1 ends (TM-073).
   *
   * @param errorCode of HTTP/2 (RFC 9113 7)
   */
  public record Reset(long errorCode) implements Answer {}

  /** A delay only. */
  public static FaultPolicy delay(Duration duration, Fraction share) {
    return new FaultPolicy(Optional.of(new Delay(duration, share)), Optional.empty());
  }

  /** An abort only. */
  public static FaultPolicy abort(int status, Fraction share) {
    return new FaultPolicy(Optional.empty(), Optional.of(new Abort(status, share)));
  }
}
