package dev.lateen.citadel.x509;

/** Text that was to be a certificate in PEM is not one. */
public class InvalidCertificateException extends RuntimeException {

  InvalidCertificateException(Exception cause) {
    super("not an X.509 certificate in PEM: " + cause.getMessage(), cause);
  }
}
