package dev.lateen.sidecar.model;

import java.time.Duration;

/**
 * When an endpoint is ejected (xDS {@code OutlierDetection}).
 *
 * @param consecutiveServerErrors 5xx in a row (TM-090). Default 5
 * @param interval of the sweep (TM-091). Default 10 s
 * @param baseEjectionTime multiplied by the number of ejections (TM-092). Default 30 s
 * @param maxEjectionPercent 0..100 (TM-093). Default 10
 */
public record OutlierDetection(
    int consecutiveServerErrors,
    Duration interval,
    Duration baseEjectionTime,
    int maxEjectionPercent) {
  /** The defaults above. */
  public static final OutlierDetection DEFAULT =
      new OutlierDetection(5, Duration.ofSeconds(10), Duration.ofSeconds(30), 10);
}
