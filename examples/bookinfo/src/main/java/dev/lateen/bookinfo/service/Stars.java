package dev.lateen.bookinfo.service;

import dev.lateen.bookinfo.StarColor;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a page view shows beside the reviews; also tells versions of reviews apart. */
public enum Stars {
  /** No ratings were asked for (reviews v1). */
  NONE,
  BLACK,
  RED,
  /** Ratings were asked for and did not come. */
  RATINGS_UNAVAILABLE,
  /** There are no reviews at all. */
  REVIEWS_UNAVAILABLE;

  /** The response header in which reviews and productpage say what they show. */
  public static final String HEADER = "x-bookinfo-stars";

  /** The name used in JSON, the header and the page: lower case with hyphens. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Stars of this colour. */
  public static Stars of(StarColor color) {
    return switch (color) {
      case BLACK -> BLACK;
      case RED -> RED;
    };
  }

  /** Finds one by its name; empty when there is none of that name. */
  public static Optional<Stars> named(String name) {
    return Arrays.stream(values()).filter(stars -> stars.title().equals(name)).findFirst();
  }
}
