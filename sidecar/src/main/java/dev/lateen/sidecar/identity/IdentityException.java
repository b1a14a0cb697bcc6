package dev.lateen.sidecar.identity;

/** There is no identity to be had now; the message says why. */
public final class IdentityException extends Exception {

  IdentityException(String message, Throwable cause) {
    super(message, cause);
  }
}
