package dev.lateen.citadel.issuing;

import java.time.Duration;

/**
 * How long a workload's certificate holds.
 *
 * @param standard where the caller does not ask, and the longest it may ask for; 10 minutes to 90
 *     days, 24 hours by default
 */
public record Lifetimes(Duration standard) {
  /** The shortest. */
  public static final Duration SHORTEST = Duration.ofMinutes(10);

  /** The longest. */
  public static final Duration LONGEST = Duration.ofDays(90);

  /** By default. */
  public static final Lifetimes DEFAULT = new Lifetimes(Duration.ofHours(24));

  /** Checks the range. */
  public Lifetimes {
    if (standard.compareTo(SHORTEST) < 0 || standard.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "certificate lifetime: " + standard + ": choose one from 10 minutes to 90 days");
    }
  }

  /** What a caller gets who asks for this much; zero or less asks for nothing particular. */
  Duration granted(Duration asked) {
    if (!asked.isPositive() || asked.compareTo(standard) > 0) {
      return standard;
    }
    return asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked;
  }
}
