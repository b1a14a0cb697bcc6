package dev.lateen.cli.input;

import java.util.List;

/** What was given cannot be used. */
public final class InvalidInputException extends RuntimeException {
  private final transient List<String> problems;

  /** One problem. */
  public InvalidInputException(String problem) {
    this(List.of(problem));
  }

  /** Several problems, one line each. */
  public InvalidInputException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** Each problem, in one line. */
  public List<String> problems() {
    return problems;
  }
}
