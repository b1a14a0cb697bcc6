package dev.lateen.sidecar.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads variables one by one and remembers what was wrong. Belongs to one thread. */
final class Environment {
  private final Map<String, String> variables;
  private final List<String> problems = new ArrayList<>();

  Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** Throws what was wrong, if anything was. */
  void complain() {
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(problems);
    }
  }

  /**
   * The value of a variable, or the default where it is absent or empty. A value that the parser
   * refuses becomes a problem that ends with the fix, and the default stands in for it.
   */
  <T> T read(String variable, T ifAbsent, String fix, Function<String, T> parser) {
    String value = variables.getOrDefault(variable, "").strip();
    if (value.isEmpty()) {
      return ifAbsent;
    }
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException e) {
      problems.add(variable + "=\"" + value + "\" is not valid: set it to " + fix);
      return ifAbsent;
    }
  }

  int integer(String variable, int ifAbsent, int lowest, int highest) {
    return read(
        variable,
        ifAbsent,
        "a whole number in " + lowest + ".." + highest,
        text -> inRange(Integer.parseInt(text), lowest, highest));
  }

  /** The value, which must be given. */
  String required(String variable, String fix, Function<String, String> parser) {
    if (variables.getOrDefault(variable, "").isBlank()) {
      problems.add(variable + " is not set: set it to " + fix);
      return "";
    }
    return read(variable, "", fix, parser);
  }

  /**
   * The value.
   *
   * @throws IllegalArgumentException when it is not in the range
   */
  static int inRange(int value, int lowest, int highest) {
    if (value < lowest || value > highest) {
      throw new IllegalArgumentException("out of range");
    }
    return value;
  }
}
