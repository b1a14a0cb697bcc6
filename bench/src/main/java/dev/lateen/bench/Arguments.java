package dev.lateen.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A command line of options that have a value each. */
final class Arguments {
  private final Map<String, List<String>> given;

  private Arguments(Map<String, List<String>> given) {
    this.given = given;
  }

  /**
   * Reads it.
   *
   * @param known names of the options
   * @throws IllegalArgumentException naming what is wrong
   */
  static Arguments of(List<String> words, Set<String> known) {
    var given = new HashMap<String, List<String>>();
    for (int at = 0; at < words.size(); at += 2) {
      String option = words.get(at);
      if (!known.contains(option)) {
        throw new IllegalArgumentException("unknown option " + option);
      }
      if (at + 1 == words.size()) {
        throw new IllegalArgumentException(option + " has no value");
      }
      given.computeIfAbsent(option, name -> new ArrayList<>()).add(words.get(at + 1));
    }
    return new Arguments(given);
  }

  /** Every value of an option. */
  List<String> all(String option) {
    return given.getOrDefault(option, List.of());
  }

  /** The last value of an option; empty when there is none, or nothing in it. */
  Optional<String> last(String option) {
    return Optional.ofNullable(given.get(option)).map(List::getLast).filter(v -> !v.isBlank());
  }

  /** A number, 1 or more. */
  int number(String option, int ifAbsent) {
    return last(option).map(value -> positive(option, value)).orElse(ifAbsent);
  }

  private static int positive(String option, String value) {
    if (!value.matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException(
          option + " must be a number from 1 to 999999999, not " + value);
    }
    return Integer.parseInt(value);
  }
}
