package dev.lateen.tour.process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Ends the programs that were started when this process is killed and cannot do it itself: a shell
 * that reads their process ids from a pipe and acts once the pipe breaks. An orderly end tells it
 * to do nothing. Not safe for use by several threads at once.
 */
public final class Reaper implements AutoCloseable {
  private static final String DONE = "done";
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      while read -r line; do
        case $line in
          done) exit 0 ;;
          -*) gone=${line#-}; kept=; for p in $pids; do [ "$p" = "$gone" ] || kept="$kept $p"; done
             pids=$kept ;;
          *) pids="$pids $line" ;;
        esac
      done
      [ -n "$pids" ] || exit 0
      kill -TERM $pids 2>/dev/null
      for i in 1 2 3 4 5; do
        sleep 1
        kill -0 $pids 2>/dev/null || exit 0
      done
      kill -KILL $pids 2>/dev/null
      """;

  private final Process shell;
  private final PrintStream pipe;

  private Reaper(Process shell) {
    this.shell = shell;
    this.pipe = new PrintStream(shell.getOutputStream(), true, StandardCharsets.US_ASCII);
  }

  /**
   * Starts the shell.
   *
   * @throws ProcessFailedException if there is no {@code sh}
   */
  public static Reaper start() {
    try {
      return new Reaper(
          new ProcessBuilder("sh", "-c", SCRIPT)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new ProcessFailedException("sh could not be started: " + e.getMessage(), e);
    }
  }

  /** Ends this program too when the pipe breaks. */
  public void watch(ManagedProcess process) {
    pipe.println(process.pid());
  }

  /** Forgets a program that has ended: its id may be given to another. */
  public void forget(ManagedProcess process) {
    pipe.println("-" + process.pid());
  }

  /** The process id of the shell. */
  long pid() {
    return shell.pid();
  }

  /** Nothing is left to end. */
  @Override
  public void close() {
    pipe.println(DONE);
    pipe.close();
    try {
      shell.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
