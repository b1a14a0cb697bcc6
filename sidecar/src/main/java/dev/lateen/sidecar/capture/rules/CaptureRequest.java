package dev.lateen.sidecar.capture.rules;

/**
 * What the command line asks for.
 *
 * @param settings what is captured
 * @param backend the tool's name, or {@link Backends#AUTO}. Default auto
 * @param action what is done. Default {@link Action#APPLY}
 */
record CaptureRequest(CaptureSettings settings, String backend, Action action) {
  /** What to do with the rules. */
  enum Action {
    /** They hold from now on. */
    APPLY,
    /** They are printed ({@code --dry-run}). */
    PRINT,
    /** They do not hold any more ({@code --clean}). */
    CLEAN,
    /** Nothing but to see whether they hold ({@code --check}). */
    CHECK
  }
}
