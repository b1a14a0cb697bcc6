package dev.lateen.sidecar.capture.rules;

import dev.lateen.sidecar.config.InvalidConfigException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Options by name, {@code --name value} or {@code --name=value}, and what was wrong with them. */
final class Options {
  private static final Set<String> SWITCHES = Set.of("--dry-run", "--clean", "--check");
  private static final Set<String> WITH_VALUE =
      Set.of(
          "--inbound-port",
          "--outbound-port",
          "--proxy-uid",
          "--proxy-gid",
          "--include-inbound-ports",
          "--exclude-inbound-ports",
          "--include-outbound-ports",
          "--exclude-outbound-ports",
          "--include-outbound-cidrs",
          "--exclude-outbound-cidrs",
          "--backend");

  private final Map<String, String> values = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private Options() {}

  static Options read(List<String> words) {
    Options options = new Options();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (SWITCHES.contains(word)) {
        options.values.put(word, "");
      } else if (!WITH_VALUE.contains(name)) {
        options.problem(
            word
                + " is not an option of capture: use one of "
                + String.join(
                    ", ", Stream.concat(WITH_VALUE.stream(), SWITCHES.stream()).sorted().toList()));
      } else if (equals >= 0) {
        options.values.put(name, word.substring(equals + 1));
      } else {
        options.values.put(name, ++i < words.size() ? words.get(i) : "");
      }
    }
    return options;
  }

  boolean isGiven(String name) {
    return values.containsKey(name);
  }

  /** The value; what the parser refuses becomes a problem, and the default stands in for it. */
  <T> T value(String name, T ifAbsent, String fix, Function<String, T> parser) {
    String text = values.get(name);
    if (text == null) {
      return ifAbsent;
    }
    try {
      return parser.apply(text.strip());
    } catch (IllegalArgumentException refused) {
      problem(name + "=\"" + text + "\" is not valid: set it to " + fix);
      return ifAbsent;
    }
  }

  void problem(String line) {
    problems.add(line);
  }

  /** Throws what was wrong, if anything was. */
  void complain() {
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(problems);
    }
  }
}
