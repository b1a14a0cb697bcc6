package dev.lateen.policy;

import dev.lateen.policy.api.StatusCode;
import jakarta.inject.Singleton;

/** Tells callers why a check refused them. */
@Singleton
public class Denials {

  /** The most of an adapter's message a caller gets to see, in characters. */
  static final int LONGEST_MESSAGE = 1024;

  /**
   * The HTTP answer to a refused request (PO-048).
   *
   * @param code outcome of the check, as gRPC numbers it; a number gRPC does not have is {@link
   *     StatusCode#UNKNOWN}
   * @param message what the adapter that refused says
   */
  public Denial explain(int code, String message) {
    StatusCode status = StatusCode.of(code).orElse(StatusCode.UNKNOWN);
    String shown = message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
    return new Denial(status.httpStatus(), status.name() + ":" + shown);
  }

  /**
   * An HTTP answer.
   *
   * @param httpStatus its status
   * @param body its body, plain text
   */
  public record Denial(int httpStatus, String body) {}
}
