package dev.lateen.operator.authority;

/** A caller gets no certificate; the message says why and holds no secret. */
public final class RefusedCallerException extends RuntimeException {
  private final Reason reason;

  /** For a reason, with what there is to say of it. */
  public RefusedCallerException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** Why a caller is refused. */
  public enum Reason {
    /** It did not prove who it is. */
    UNAUTHENTICATED,
    /** Its signing request is none. */
    INVALID_REQUEST,
    /** Nothing with its identity exists. */
    UNKNOWN_WORKLOAD,
    /** Its identity or certificate is revoked. */
    REVOKED,
    /** It asks too often. */
    TOO_MANY_REQUESTS,
    /** It cannot be said now: ask again. */
    NOT_READY
  }
}
