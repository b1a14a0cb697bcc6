package dev.lateen.policy.api;

import java.util.Optional;

/**
 * The outcome of a check, as gRPC numbers it, and the HTTP status a proxy answers with (PO-048).
 */
public enum StatusCode {
  OK(0, 200),
  CANCELLED(1, 499),
  UNKNOWN(2, 500),
  INVALID_ARGUMENT(3, 400),
  DEADLINE_EXCEEDED(4, 504),
  NOT_FOUND(5, 404),
  ALREADY_EXISTS(6, 409),
  PERMISSION_DENIED(7, 403),
  RESOURCE_EXHAUSTED(8, 429),
  FAILED_PRECONDITION(9, 400),
  ABORTED(10, 409),
  OUT_OF_RANGE(11, 400),
  UNIMPLEMENTED(12, 501),
  INTERNAL(13, 500),
  UNAVAILABLE(14, 503),
  DATA_LOSS(15, 500),
  UNAUTHENTICATED(16, 401);

  private final int code;
  private final int httpStatus;

  StatusCode(int code, int httpStatus) {
    this.code = code;
    this.httpStatus = httpStatus;
  }

  /** The number on the wire, 0..16. */
  public int code() {
    return code;
  }

  /** The HTTP status, 200..504. */
  public int httpStatus() {
    return httpStatus;
  }

  /** The outcome with this number, or empty when gRPC has none. */
  public static Optional<StatusCode> of(int code) {
    return code < 0 || code >= values().length ? Optional.empty() : Optional.of(values()[code]);
  }
}
