package dev.lateen.sidecar.dataplane;

/** A listener's address cannot be bound; everything is as it was before. */
public final class BindFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Names the listener and the address. */
  public BindFailedException(String listener, String address, int port, Throwable cause) {
    super(
        "listener "
            + listener
            + ": cannot bind "
            + address
            + ":"
            + port
            + " ("
            + cause.getMessage()
            + "); free the port or change it",
        cause);
  }
}
