package dev.lateen.injection;

import java.util.Locale;
import java.util.Optional;

/** Yes and no as users write them in labels and annotations (TM-186). */
enum Flag {
  YES,
  NO;

  /** What to write. */
  static final String FIX = "write \"true\" or \"false\"";

  /** Empty where it is neither. */
  static Optional<Flag> parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "y", "on" -> Optional.of(YES);
      case "false", "no", "n", "off" -> Optional.of(NO);
      default -> Optional.empty();
    };
  }
}
