package dev.lateen.sidecar.capture.rules;

/** The kernel was not told; the message says by which tool, what it answered and what to do. */
final class CaptureFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CaptureFailedException(String message) {
    super(message);
  }

  static CaptureFailedException of(String command, String answer) {
    return new CaptureFailedException(
        command
            + " failed: "
            + answer.strip().replace('\n', ' ')
            + " (run it as root with NET_ADMIN, or choose another --backend)");
  }
}
