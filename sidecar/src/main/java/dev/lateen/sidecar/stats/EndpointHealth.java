package dev.lateen.sidecar.stats;

/**
 * What the data path knows of an endpoint.
 *
 * @param ejected for its answers to requests
 * @param failsChecks or has not passed its first one
 */
public record EndpointHealth(boolean ejected, boolean failsChecks) {
  /** Nothing known against it. */
  public static final EndpointHealth WELL = new EndpointHealth(false, false);
}
