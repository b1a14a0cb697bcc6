package dev.lateen.sidecar.capture.rules;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs programs found on the path. They read their whole input before they say anything. */
final class ProcessCommands implements Commands {
  @Override
  public Outcome run(List<String> command, String input) {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException missing) {
      return new Outcome(Outcome.NOT_FOUND, missing.getMessage());
    }
    try {
      write(process, input);
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command.getFirst() + " ran", e);
    }
  }

  /** A program that ends before it has read all says why itself. */
  private static void write(Process process, String input) {
    try (OutputStream toProgram = process.getOutputStream()) {
      toProgram.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException closed) {
      // its exit code and output tell
    }
  }
}
