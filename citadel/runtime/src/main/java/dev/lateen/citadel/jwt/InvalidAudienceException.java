package dev.lateen.citadel.jwt;

/** Nobody can be called so; the message says why. */
public final class InvalidAudienceException extends RuntimeException {

  InvalidAudienceException(String message) {
    super(message);
  }
}
