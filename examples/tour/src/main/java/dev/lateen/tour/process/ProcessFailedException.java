package dev.lateen.tour.process;

/** A program did not start, ended too early or did not become ready. */
public final class ProcessFailedException extends RuntimeException {
  private static final int LINES_OF_LOG = 15;

  /** Says what happened. */
  public ProcessFailedException(String message) {
    super(message);
  }

  /** Says what happened, and why. */
  public ProcessFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Says what happened to a program, with the end of its log. */
  public static ProcessFailedException of(ManagedProcess process, String what) {
    var text = new StringBuilder(process.name()).append(' ').append(what);
    text.append("\n  the end of ").append(process.log()).append(":");
    process.tail(LINES_OF_LOG).forEach(line -> text.append("\n    ").append(line));
    return new ProcessFailedException(text.toString());
  }
}
