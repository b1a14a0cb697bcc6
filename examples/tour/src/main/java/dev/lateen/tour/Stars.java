package dev.lateen.tour;

import java.util.Optional;
import java.util.stream.Stream;

/** What visitors see of the versions of reviews. */
enum Stars {
  NONE("none", "reviews v1, no stars"),
  BLACK("black", "reviews v2, black stars"),
  RED("red", "reviews v3, red stars");

  private final String header;
  private final String label;

  Stars(String header, String label) {
    this.header = header;
    this.label = label;
  }

  /** As the page's header x-bookinfo-stars says it. */
  String header() {
    return header;
  }

  String label() {
    return label;
  }

  static Optional<Stars> of(String header) {
    return Stream.of(values()).filter(stars -> stars.header.equals(header)).findFirst();
  }
}
