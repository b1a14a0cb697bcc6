package dev.lateen.citadel.x509;

/** Text that was to be a private key in PEM is not one. The text itself is never told. */
public final class InvalidKeyPemException extends RuntimeException {

  InvalidKeyPemException(String why) {
    super("not a private key in PEM: " + why);
  }
}
