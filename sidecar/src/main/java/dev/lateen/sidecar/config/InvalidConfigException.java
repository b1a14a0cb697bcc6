package dev.lateen.sidecar.config;

import java.util.List;

/** The environment does not describe a sidecar: every problem found, one line each. */
public final class InvalidConfigException extends RuntimeException {
  private final transient List<String> problems;

  /** With at least one problem, each naming variable, value and fix. */
  public InvalidConfigException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line each. */
  public List<String> problems() {
    return problems;
  }
}
