package dev.lateen.tour;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lines for a terminal of 100 columns, with colours where they are wanted. */
final class Screen {
  private static final String BOLD = "1";
  private static final String DIM = "2";
  private static final String GREEN = "32";
  private static final String RED = "31";
  private static final String CYAN = "36";

  private final PrintStream out;
  private final boolean colours;

  Screen(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /** Colours on a terminal, unless NO_COLOR is set (https://no-color.org). */
  static Screen standard(Map<String, String> environment) {
    var console = System.console();
    var colours =
        console != null
            && console.isTerminal()
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !"dumb".equals(environment.get("TERM"));
    return new Screen(System.out, colours);
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }

  void title(String text) {
    line("");
    line(paint(BOLD, text));
  }

  void note(String text) {
    line("     " + text);
  }

  void command(String text) {
    line("     " + paint(DIM, "$ ") + paint(CYAN, text));
  }

  void progress(Duration elapsed, String text) {
    line("  " + paint(DIM, "%6s".formatted(seconds(elapsed))) + "  " + text);
  }

  void verdict(boolean seen, String text) {
    line("     " + mark(seen) + " " + text);
  }

  /** Rows of counts before and after, each with its expectation and whether it was met. */
  void table(String first, List<Row> rows) {
    line("");
    line(paint(DIM, "       %-28s%10s%10s%18s".formatted(first, "before", "after", "expected")));
    rows.forEach(
        row ->
            line(
                "       %-28s%10s%10s%18s  "
                        .formatted(row.label(), row.before(), row.after(), row.expected())
                    + mark(row.met())));
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private String mark(boolean good) {
    return good ? paint(GREEN, "✓") : paint(RED, "✗");
  }

  private String paint(String style, String text) {
    return colours ? "\u001b[" + style + "m" + text + "\u001b[0m" : text;
  }

  /** One row of a table. */
  record Row(String label, String before, String after, String expected, boolean met) {}
}
