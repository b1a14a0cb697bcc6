package dev.lateen.sidecar.dataplane;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One case of the tables in {@code src/test/resources/http1}; their README says how they are
 * written.
 *
 * @param name in square brackets
 * @param steps in the order of the file
 * @param options lines that start with a colon
 * @param statuses of the final responses the client gets, in order
 * @param fate of the client's connection
 */
record WireCase(
    String name, List<Step> steps, Set<String> options, List<Integer> statuses, Fate fate) {

  /** What becomes of the client's connection after the last response. */
  enum Fate {
    /** It serves a further request. */
    OPEN,
    /** It is closed, and the last response said so. */
    CLOSE,
    /** It is closed in the middle of the last response. */
    CUT
  }

  /** Who says a block of bytes to whom. */
  enum Direction {
    CLIENT_SENDS(">"),
    UPSTREAM_GETS(">>"),
    UPSTREAM_SENDS("<<"),
    CLIENT_GETS("<");

    private final String sign;

    Direction(String sign) {
      this.sign = sign;
    }

    static Optional<Direction> of(String sign) {
      for (Direction direction : values()) {
        if (direction.sign.equals(sign)) {
          return Optional.of(direction);
        }
      }
      return Optional.empty();
    }
  }

  /** A block of bytes, one char each. */
  record Step(Direction direction, String bytes) {}

  String bytes(Direction direction) {
    StringBuilder all = new StringBuilder();
    for (Step step : steps) {
      if (step.direction() == direction) {
        all.append(step.bytes());
      }
    }
    return all.toString();
  }

  List<String> blocks(Direction direction) {
    return steps.stream().filter(s -> s.direction() == direction).map(Step::bytes).toList();
  }

  boolean has(String option) {
    return options.contains(option);
  }

  /** The number given with an option. */
  OptionalInt number(String option) {
    return options.stream()
        .filter(given -> given.startsWith(option + " "))
        .mapToInt(given -> Integer.parseInt(given.substring(option.length() + 1)))
        .findFirst();
  }

  @Override
  public String toString() {
    return name;
  }

  /** Reads a table. */
  static List<WireCase> parse(String table) {
    List<WireCase> cases = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (String line : table.lines().toList()) {
      if (line.startsWith("[") && !lines.isEmpty()) {
        cases.add(read(lines));
        lines.clear();
      }
      if (line.startsWith("[") || !lines.isEmpty()) {
        lines.add(line);
      }
    }
    if (!lines.isEmpty()) {
      cases.add(read(lines));
    }
    return cases;
  }

  private static WireCase read(List<String> lines) {
    String name = lines.getFirst().substring(1, lines.getFirst().length() - 1);
    List<Step> steps = new ArrayList<>();
    Set<String> options = new HashSet<>();
    List<Integer> statuses = new ArrayList<>();
    Fate fate = null;
    String before = "";
    for (String line : lines.subList(1, lines.size())) {
      String sign = line.split(" ", 2)[0];
      String text = line.substring(Math.min(line.length(), sign.length() + 1));
      Optional<Direction> direction = Direction.of(sign);
      if (direction.isPresent()) {
        String soFar = sign.equals(before) ? steps.removeLast().bytes() : "";
        steps.add(new Step(direction.get(), soFar + WireText.bytes(text)));
      } else if (sign.equals(":")) {
        options.add(text);
      } else if (sign.equals("=")) {
        String[] words = text.split(" ");
        fate = Fate.valueOf(words[words.length - 1].toUpperCase(java.util.Locale.ROOT));
        for (int i = 0; i < words.length - 1; i++) {
          statuses.add(Integer.valueOf(words[i]));
        }
      } else if (!line.isEmpty() && !sign.equals("#")) {
        throw new IllegalArgumentException("[" + name + "]: what is \"" + line + "\"?");
      }
      before = sign;
    }
    if (fate == null) {
      throw new IllegalArgumentException("[" + name + "] has no line that starts with =");
    }
    return new WireCase(name, List.copyOf(steps), Set.copyOf(options), List.copyOf(statuses), fate);
  }
}
