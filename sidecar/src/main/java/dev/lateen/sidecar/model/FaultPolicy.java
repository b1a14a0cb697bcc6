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
   * @param duration how long
   * @param share of the requests
   */
  public record Delay(Duration duration, Fraction share) {}

  /**
   * Answers.
   *
   * @param status 200..599
   * @param share of the requests
   */
  public record Abort(int status, Fraction share) {}

  /** A delay only. */
  public static FaultPolicy delay(Duration duration, Fraction share) {
    return new FaultPolicy(Optional.of(new Delay(duration, share)), Optional.empty());
  }

  /** An abort only. */
  public static FaultPolicy abort(int status, Fraction share) {
    return new FaultPolicy(Optional.empty(), Optional.of(new Abort(status, share)));
  }
}
