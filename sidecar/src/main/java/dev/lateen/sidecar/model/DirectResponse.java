package dev.lateen.sidecar.model;

/**
 * Answers at once.
 *
 * @param status 200..599
 * @param body text, may be empty
 */
public record DirectResponse(int status, String body) implements RouteAction {
  /** Checks the status. */
  public DirectResponse {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException(
          "direct response status " + status + " is not in 200..599");
    }
  }
}
