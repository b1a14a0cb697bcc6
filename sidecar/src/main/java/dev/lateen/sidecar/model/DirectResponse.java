package dev.lateen.sidecar.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Answers at once.
 *
 * @param status 200..599
 * @param body may be empty; read-only, and not to be read but by a duplicate
 */
public record DirectResponse(int status, ByteBuffer body) implements RouteAction {
  /** Checks the status. */
  public DirectResponse {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException(
          "direct response status " + status + " is not in 200..599");
    }
    body = body.asReadOnlyBuffer();
  }

  /** With a text, in UTF-8. */
  public DirectResponse(int status, String text) {
    this(status, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}
