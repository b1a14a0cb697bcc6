package dev.lateen.sidecar.model;

import java.util.List;
import java.util.Optional;

/**
 * Cross-origin resource sharing answered by the proxy (TM-100; Fetch standard). Header values are
 * made once, as they are sent.
 *
 * @param allowOrigins an origin that matches one is allowed
 * @param allowMethods value of Access-Control-Allow-Methods
 * @param allowHeaders value of Access-Control-Allow-Headers
 * @param exposeHeaders value of Access-Control-Expose-Headers
 * @param maxAge value of Access-Control-Max-Age, seconds
 * @param allowCredentials whether Access-Control-Allow-Credentials is sent
 * @param forwardsUnmatched whether a preflight that is not allowed goes on, instead of being
 *     answered without permission
 */
public record CorsPolicy(
    List<StringMatch> allowOrigins,
    Optional<String> allowMethods,
    Optional<String> allowHeaders,
    Optional<String> exposeHeaders,
    Optional<String> maxAge,
    boolean allowCredentials,
    boolean forwardsUnmatched) {
  /** Copies the list. */
  public CorsPolicy {
    allowOrigins = List.copyOf(allowOrigins);
  }

  /** Whether requests of this origin are allowed. */
  public boolean allows(String origin) {
    for (StringMatch match : allowOrigins) {
      if (match.matches(origin)) {
        return true;
      }
    }
    return false;
  }
}
