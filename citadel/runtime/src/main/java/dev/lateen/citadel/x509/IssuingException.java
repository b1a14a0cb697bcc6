package dev.lateen.citadel.x509;

/** A key or certificate could not be made: the JVM lacks an algorithm, or a name is malformed. */
public class IssuingException extends RuntimeException {

  /** With a cause. */
  public IssuingException(Exception cause) {
    super("cannot issue a certificate: " + cause.getMessage(), cause);
  }
}
