package dev.lateen.sidecar.capture.rules;

import java.util.List;

/** Runs a program. */
@FunctionalInterface
interface Commands {
  /**
   * How a program ended.
   *
   * @param exit 0: it did what it was asked; {@link #NOT_FOUND}: there is no such program
   * @param output its standard output, and behind it what it said of errors
   */
  record Outcome(int exit, String output) {
    /** As a shell says it. */
    static final int NOT_FOUND = 127;

    boolean succeeded() {
      return exit == 0;
    }
  }

  /** Runs it to its end with the text as its standard input. */
  Outcome run(List<String> command, String input);
}
