package dev.lateen.bookinfo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The colour in which a version of reviews shows ratings. */
public enum StarColor {
  BLACK,
  RED;

  /** The name used in settings and JSON, lower case. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds a colour by its name; empty when there is none of that name. */
  public static Optional<StarColor> named(String name) {
    return Arrays.stream(values()).filter(color -> color.title().equals(name)).findFirst();
  }
}
