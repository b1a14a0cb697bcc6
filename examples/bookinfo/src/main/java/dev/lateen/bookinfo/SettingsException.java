package dev.lateen.bookinfo;

import java.util.List;

/** Settings that cannot be used. Each problem names the variable, its value and what to do. */
public final class SettingsException extends RuntimeException {
  private final transient List<String> problems;

  /**
   * @param problems all that is wrong, one sentence each; at least one
   */
  public SettingsException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** All that is wrong, in the order in which it was found. */
  public List<String> problems() {
    return problems;
  }
}
