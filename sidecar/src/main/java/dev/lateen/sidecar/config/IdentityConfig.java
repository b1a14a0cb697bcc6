package dev.lateen.sidecar.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How the workload proves who it is, and how long its certificate is to hold (docs/architecture.md,
 * "Identity"). Only of use where {@code LATEEN_CA_ADDRESS} is set.
 *
 * @param token {@code LATEEN_TOKEN_FILE}: a service account token (audience {@code lateen-ca}) or a
 *     join token. Default /var/run/secrets/lateen/token
 * @param roots {@code LATEEN_CA_ROOTS}: what the authority's own server is verified by, PEM.
 *     Default /var/run/secrets/lateen-ca/root-cert.pem
 * @param life {@code LATEEN_SVID_TTL_SECONDS}: how long a certificate is to hold. Default 0: as
 *     long as the mesh is set to
 * @param renewAt {@code LATEEN_SVID_RENEW_PERCENT}, 1..90: after which part of its life a
 *     certificate is renewed. Default 0: when the mesh is set to
 */
public record IdentityConfig(Path token, Path roots, Duration life, int renewAt) {
  private static final int LONGEST_LIFE = 90 * 24 * 3_600;
  private static final int LATEST_RENEWAL = 90;
  private static final String FILE_FIX = "the path of a file";

  /**
   * Reads the environment.
   *
   * @throws InvalidConfigException with every problem
   */
  public static IdentityConfig read(Map<String, String> variables) {
    Environment environment = new Environment(variables);
    IdentityConfig config =
        new IdentityConfig(
            environment.read(
                "LATEEN_TOKEN_FILE", Path.of("/var/run/secrets/lateen/token"), FILE_FIX, Path::of),
            environment.read(
                "LATEEN_CA_ROOTS",
                Path.of("/var/run/secrets/lateen-ca/root-cert.pem"),
                FILE_FIX,
                Path::of),
            Duration.ofSeconds(environment.integer("LATEEN_SVID_TTL_SECONDS", 0, 0, LONGEST_LIFE)),
            environment.integer("LATEEN_SVID_RENEW_PERCENT", 0, 0, LATEST_RENEWAL));
    environment.complain();
    return config;
  }
}
