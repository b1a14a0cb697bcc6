package dev.lateen.citadel.x509;

/** A request for a certificate that cannot be granted; the message says why. */
public final class InvalidSigningRequestException extends RuntimeException {

  InvalidSigningRequestException(String why) {
    super("the signing request is refused: " + why);
  }
}
