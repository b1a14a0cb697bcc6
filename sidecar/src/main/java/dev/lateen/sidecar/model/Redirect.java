package dev.lateen.sidecar.model;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Answers with a redirect (TM-040).
 *
 * @param scheme replaces the scheme
 * @param host replaces the host
 * @param port replaces the port
 * @param path what becomes of the path
 * @param status 301, 302, 303, 307 or 308
 * @param stripsQuery leaves the query out
 */
public record Redirect(
    Optional<String> scheme,
    Optional<String> host,
    OptionalInt port,
    PathRewrite path,
    int status,
    boolean stripsQuery)
    implements RouteAction {
  /** Checks the status. */
  public Redirect {
    if (status < 300 || status > 399) {
      throw new IllegalArgumentException("redirect status " + status + " is not in 300..399");
    }
  }
}
