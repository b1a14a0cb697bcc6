package dev.lateen.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of {@code docs/tasks}: its blocks of {@code sh} are one script, and a block of {@code
 * text} right behind one is what that block prints, line by line, where {@code ...} stands for
 * anything.
 */
record TaskPage(String name, List<Step> steps) {
  private static final Pattern BLOCK =
      Pattern.compile(
          "```sh\\n(?<commands>.*?)```\\n(```text\\n(?<output>.*?)```)?", Pattern.DOTALL);
  private static final String ANYTHING = "...";

  /** Marks in the output where a block has ended. */
  private static final String END = "---- end of a block ----";

  /**
   * A block.
   *
   * @param commands what is typed
   * @param output what is printed; empty where the page does not say
   */
  record Step(String commands, String output) {
    boolean isShownBy(String printed) {
      return output.isEmpty() || pattern().matcher(normal(printed)).matches();
    }

    private Pattern pattern() {
      return Pattern.compile(
          normal(output)
              .lines()
              .map(
                  line ->
                      line.equals(ANYTHING)
                          ? "(.*\\n)*"
                          : Pattern.quote(line).replace(ANYTHING, "\\E.*\\Q") + "\\n")
              .collect(Collectors.joining()));
    }

    /** Without blanks around lines, which `uniq -c` is free with. */
    private static String normal(String text) {
      return text.lines().map(String::strip).map(line -> line + "\n").collect(Collectors.joining());
    }
  }

  static TaskPage read(String name) {
    Path file = Programs.repository().resolve("docs/tasks").resolve(name + ".md");
    try {
      List<Step> steps = new ArrayList<>();
      Matcher blocks = BLOCK.matcher(Files.readString(file));
      while (blocks.find()) {
        String output = blocks.group("output");
        steps.add(new Step(blocks.group("commands"), output == null ? "" : output));
      }
      return new TaskPage(name, List.copyOf(steps));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What each block printed. */
  List<String> run() {
    String script =
        "set -euo pipefail; exec 2>&1; trap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n"
            + "export PATH=\"$PWD/bin:$PATH\"\n"
            + steps.stream()
                .map(step -> step.commands() + "echo '" + END + "'\n")
                .collect(Collectors.joining());
    String printed = Programs.must(List.of("bash", "-c", script), "");
    return List.of(printed.split(Pattern.quote(END + "\n")));
  }
}
