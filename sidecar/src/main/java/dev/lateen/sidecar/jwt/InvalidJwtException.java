package dev.lateen.sidecar.jwt;

/** A token is not to be believed; the message says why and does not show it. */
public final class InvalidJwtException extends Exception {

  InvalidJwtException(String message) {
    super(message);
  }
}
