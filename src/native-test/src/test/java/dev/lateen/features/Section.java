package dev.lateen.features;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows that belong together.
 *
 * @param title of their part of the table
 * @param features in the order of the table
 */
record Section(String title, List<Feature> features) {
  private static final String TITLE = "## ";
  private static final String COMMENT = "# ";

  Section {
    features = List.copyOf(features);
  }

  /** Reads a list of rows below their titles. */
  static List<Section> parse(List<String> lines) {
    var sections = new ArrayList<Section>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(TITLE)) {
        sections.add(
            parse(lines.get(i).substring(TITLE.length()), lines.subList(i + 1, lines.size())));
      }
    }
    return List.copyOf(sections);
  }

  private static Section parse(String title, List<String> rest) {
    var features =
        rest.stream()
            .takeWhile(line -> !line.startsWith(TITLE))
            .filter(line -> !line.isBlank() && !line.startsWith(COMMENT))
            .map(Feature::parse)
            .toList();
    return new Section(title, features);
  }
}
