package dev.lateen.sidecar.http2;

import io.netty.handler.codec.http2.Http2Error;

/**
 * A peer broke the protocol in a way that ends the connection (RFC 9113 5.4.1). Without a stack
 * trace: a peer may cause it at will.
 */
final class Http2ConnectionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Http2Error error;

  Http2ConnectionException(Http2Error error, String message) {
    super(message, null, false, false);
    this.error = error;
  }

  Http2Error error() {
    return error;
  }
}
