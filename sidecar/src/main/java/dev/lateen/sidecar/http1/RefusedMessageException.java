package dev.lateen.sidecar.http1;

import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * A message is no HTTP, can be read in two ways, or is larger than it may be. The connection cannot
 * be read any further. Carries no stack trace: peers cause it at will.
 */
public final class RefusedMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient HttpResponseStatus status;

  /**
   * A refusal.
   *
   * @param status what a client is told
   * @param reason for logs
   */
  public RefusedMessageException(HttpResponseStatus status, String reason) {
    super(reason, null, false, false);
    this.status = status;
  }

  static RefusedMessageException malformed(String reason) {
    return new RefusedMessageException(HttpResponseStatus.BAD_REQUEST, reason);
  }

  static RefusedMessageException fieldsTooLarge() {
    return new RefusedMessageException(
        HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the fields exceed their limit");
  }

  /** What a client is told. */
  public HttpResponseStatus status() {
    return status;
  }
}
