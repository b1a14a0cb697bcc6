package dev.lateen.sidecar.model;

import java.util.Optional;

/**
 * A copy of requests, fire and forget (TM-012, UA-23).
 *
 * @param cluster where to
 * @param share of the requests
 * @param authority host of the copies; where it is empty that of the request, {@code -shadow} after
 *     its name
 * @param headers changes of the copies
 */
public record Mirror(
    String cluster, Fraction share, Optional<String> authority, HeaderMutations headers) {
  /** With nothing changed but the host. */
  public Mirror(String cluster, Fraction share) {
    this(cluster, share, Optional.empty(), HeaderMutations.NONE);
  }
}
