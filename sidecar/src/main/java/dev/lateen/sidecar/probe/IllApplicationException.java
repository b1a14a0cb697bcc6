package dev.lateen.sidecar.probe;

/** The application does not answer as one that is well. Its message is for the kubelet's log. */
final class IllApplicationException extends Exception {
  IllApplicationException(String message) {
    super(message, null, false, false);
  }
}
