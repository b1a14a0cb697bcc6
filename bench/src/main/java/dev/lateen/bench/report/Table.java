package dev.lateen.bench.report;

import java.util.List;
import java.util.Locale;

/** Results as text. */
public final class Table {
  private static final String LINE = "%-16s %9s %9s %9s %9s %8s %9s %9s %9s%n";

  private Table() {}

  /** A table of one scenario. */
  public static String of(String title, List<Result> results) {
    var text = new StringBuilder(title).append('\n');
    text.append(
        LINE.formatted(
            "proxy",
            "req/s",
            "p50 ms",
            "p99 ms",
            "CPU s",
            "RSS MB",
            "x HAProxy",
            "x Envoy",
            "p99 added"));
    results.forEach(result -> text.append(line(result)));
    results.stream()
        .filter(result -> !Double.isNaN(result.cpuRatioToReference()))
        .forEach(
            result ->
                text.append(
                    "%s costs %s of itself without%n"
                        .formatted(result.proxy(), number(result.cpuRatioToReference(), 2))));
    return text.toString();
  }

  private static String line(Result result) {
    return LINE.formatted(
        result.proxy(),
        number(result.rps(), 0),
        number(result.p50Ms(), 2),
        number(result.p99Ms(), 2),
        number(result.cpuPer100k(), 2),
        number(result.rssMb(), 0),
        number(result.cpuRatioToHaproxy(), 2),
        number(result.cpuRatioToEnvoy(), 2),
        number(result.p99AddedMs(), 2));
  }

  private static String number(double value, int decimals) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "-";
  }
}
