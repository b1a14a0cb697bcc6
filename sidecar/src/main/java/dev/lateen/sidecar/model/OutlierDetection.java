package dev.lateen.sidecar.model;

import java.time.Duration;

/**
 * When an endpoint is ejected (xDS {@code OutlierDetection}). A number of 0 never ejects.
 *
 * @param consecutiveServerErrors 5xx in a row (TM-090). Default 5
 * @param consecutiveGatewayErrors 502, 503 and 504 in a row. Default 0
 * @param consecutiveLocalErrors failures in a row that the endpoint did not answer: no connection,
 *     reset, timeout. 0 counts them as 5xx, the default
 * @param interval of the sweep (TM-091). Default 10 s
 * @param baseEjectionTime multiplied by the number of ejections (TM-092). Default 30 s
 * @param maxEjectionTime of the product, unless the base is longer. Default 300 s
 * @param maxEjectionPercent 0..100 (TM-093). Default 10
 * @param alwaysEjectsOne whether one may be ejected whatever the percentage says
 */
public record OutlierDetection(
    int consecutiveServerErrors,
    int consecutiveGatewayErrors,
    int consecutiveLocalErrors,
    Duration interval,
    Duration baseEjectionTime,
    Duration maxEjectionTime,
    int maxEjectionPercent,
    boolean alwaysEjectsOne) {
  /** The defaults above. */
  public static final OutlierDetection DEFAULT =
      new OutlierDetection(
          5,
          0,
          0,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(300),
          10,
          false);
}
