package dev.lateen.bookinfo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What one process of the sample is: a service of the application, or its load generator. */
public enum Role {
  PRODUCTPAGE,
  DETAILS,
  REVIEWS,
  RATINGS,
  LOAD;

  /** The name used on the command line and in the default instance name, lower case. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds a role by its command line name; empty when there is none of that name. */
  public static Optional<Role> named(String name) {
    return Arrays.stream(values()).filter(role -> role.title().equals(name)).findFirst();
  }
}
