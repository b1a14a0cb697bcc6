package dev.lateen.sidecar.capture.rules;

import java.util.List;

/** A tool that tells the kernel. What it is told holds for the network namespace it runs in. */
interface Backend {
  /** As it is called on the command line. */
  String name();

  /** Whether the tool is here and the kernel listens to it. Changes nothing. */
  boolean isUsable();

  /** What the tool would be given by {@link #apply}. */
  String script(List<CaptureRules> families);

  /**
   * Has these rules and no other ones of ours hold from now on.
   *
   * @throws CaptureFailedException when the kernel or the tool refuses
   */
  void apply(List<CaptureRules> families);

  /**
   * Removes what was applied, and nothing else; nothing where nothing was.
   *
   * @throws CaptureFailedException when the kernel or the tool refuses
   */
  void clean(List<Family> families);
}
