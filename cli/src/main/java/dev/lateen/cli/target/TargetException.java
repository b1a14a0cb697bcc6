package dev.lateen.cli.target;

/** A cluster or a directory cannot do what was asked; the message says why and what to do. */
public final class TargetException extends RuntimeException {
  /** Says why. */
  public TargetException(String message) {
    super(message);
  }

  /** Says why. */
  public TargetException(String message, Throwable cause) {
    super(message, cause);
  }
}
