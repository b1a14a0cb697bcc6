package dev.lateen.sidecar.xds.decode;

/**
 * A resource this proxy cannot obey. The message names resource, field and what is wrong, and goes
 * into the error detail of a NACK.
 */
public final class InvalidResourceException extends RuntimeException {
  /** With a message that stands on its own. */
  public InvalidResourceException(String message) {
    super(message);
  }
}
