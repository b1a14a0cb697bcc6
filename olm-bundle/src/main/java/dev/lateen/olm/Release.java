package dev.lateen.olm;

import java.util.Optional;

/**
 * What a bundle is a bundle of.
 *
 * @param version semantic version, such as 0.1.0
 * @param registry what the names of images begin with, such as {@code quay.io/lateen/}
 * @param created when, as in RFC 3339
 * @param replaces the version that it is an upgrade of; empty: of all earlier ones
 */
public record Release(String version, String registry, String created, Optional<String> replaces) {
  /** The package in the catalogue. */
  public static final String PACKAGE = "lateen";

  /** The channel that it is published in. */
  public static final String CHANNEL = "alpha";

  /** The name of a version's ClusterServiceVersion. */
  public static String csvName(String version) {
    return PACKAGE + ".v" + version;
  }

  /**
   * The image of a program.
   *
   * @param program such as operator
   */
  String image(String program) {
    return registry + "lateen-" + program + ":" + version;
  }
}
