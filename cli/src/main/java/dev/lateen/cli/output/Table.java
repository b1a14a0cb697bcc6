package dev.lateen.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under titles, aligned by spaces, without spaces at the end of a line. */
public final class Table {
  private static final String GAP = "   ";

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with only its titles, which are shown in capitals. */
  public Table(List<String> titles) {
    rows.add(titles.stream().map(title -> title.toUpperCase(Locale.ROOT)).toList());
  }

  /** Adds a row with as many cells as there are titles. */
  public void add(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /** The lines, titles first. */
  public List<String> lines() {
    var widths =
        IntStream.range(0, rows.getFirst().size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(column -> row.get(column) + " ".repeat(widths[column] - row.get(column).length()))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }
}
