package dev.lateen.cli.output;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** Ages as kubectl shows them: the two largest units while they matter. */
public final class Age {
  private Age() {}

  /**
   * How long ago a time was.
   *
   * @param time as in RFC 3339
   * @return such as {@code 45s}, {@code 3m20s} or {@code 5d}; {@code <unknown>} for another text
   */
  public static String of(String time, Instant now) {
    try {
      return of(Duration.between(Instant.parse(time), now));
    } catch (DateTimeException e) {
      return "<unknown>";
    }
  }

  private static String of(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 120) {
      return seconds + "s";
    }
    if (age.toMinutes() < 10) {
      return two(age.toMinutes(), "m", age.toSecondsPart(), "s");
    }
    if (age.toHours() < 3) {
      return age.toMinutes() + "m";
    }
    if (age.toHours() < 8) {
      return two(age.toHours(), "h", age.toMinutesPart(), "m");
    }
    if (age.toHours() < 48) {
      return age.toHours() + "h";
    }
    return age.toDays() < 8 ? two(age.toDays(), "d", age.toHoursPart(), "h") : age.toDays() + "d";
  }

  private static String two(long large, String unit, long small, String smallUnit) {
    return large + unit + (small == 0 ? "" : small + smallUnit);
  }
}
