package dev.lateen.operator.platform.model;

/**
 * Where an instance runs (TM-152); an empty text where the platform does not say.
 *
 * @param region region
 * @param zone zone inside the region
 * @param subZone part of the zone
 */
public record Locality(String region, String zone, String subZone) {

  /** A locality nothing is known of. */
  public static final Locality UNKNOWN = new Locality("", "", "");
}
