package dev.lateen.crds;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as documents write them: {@code 5s}, {@code 1.5s}, {@code 200ms}, {@code 1m30s}. */
public final class Durations {
  private static final Pattern PART = Pattern.compile("([0-9]+(?:[.][0-9]+)?)(ms|s|m|h)");
  private static final Pattern WHOLE = Pattern.compile(Formats.DURATION);

  private Durations() {}

  /**
   * Reads a duration.
   *
   * @param text decimal numbers with units {@code h}, {@code m}, {@code s} or {@code ms}
   * @return the duration, exact to the nanosecond
   * @throws IllegalArgumentException if the text is not a duration or does not fit
   */
  public static Duration parse(String text) {
    return find(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    text + " is not a duration: write it like 5s, 1.5s or 200ms"));
  }

  /**
   * Reads a duration that may be malformed.
   *
   * @param text what a document says; anything
   * @return the duration, or empty where {@code text} is not one
   */
  public static Optional<Duration> find(String text) {
    if (text.length() > 64 || !WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    var nanoseconds = BigDecimal.ZERO;
    var parts = PART.matcher(text);
    while (parts.find()) {
      nanoseconds =
          nanoseconds.add(new BigDecimal(parts.group(1)).multiply(nanosecondsOf(parts.group(2))));
    }
    try {
      return Optional.of(Duration.ofNanos(nanoseconds.longValueExact()));
    } catch (ArithmeticException _) {
      return Optional.empty();
    }
  }

  private static BigDecimal nanosecondsOf(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          default -> 3_600_000_000_000L;
        });
  }

  /**
   * Writes a duration as documents do, in seconds or in milliseconds.
   *
   * @param duration not negative; what is less than a millisecond is dropped
   * @return such as {@code 5s} or {@code 1500ms}
   */
  public static String format(Duration duration) {
    long milliseconds = duration.toMillis();
    return milliseconds % 1000 == 0 ? milliseconds / 1000 + "s" : milliseconds + "ms";
  }
}
