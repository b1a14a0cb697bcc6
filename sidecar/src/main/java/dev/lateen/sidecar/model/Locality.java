package dev.lateen.sidecar.model;

/**
 * Where an instance runs; parts may be empty.
 *
 * @param region the largest
 * @param zone within it
 * @param subZone within that
 * @param priority 0 is used first; a higher number only when those before have no healthy endpoint
 * @param weight share of its priority when localities share by weight, 0 or more; 0 gets nothing
 */
public record Locality(String region, String zone, String subZone, int priority, int weight) {
  /** Unknown, first priority. */
  public static final Locality NONE = new Locality("", "", "", 0, 0);
}
