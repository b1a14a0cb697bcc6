package dev.lateen.cli;

import dev.lateen.cli.target.TargetException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How long a command waits, in all; begins when it is made. */
final class Deadline {
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final Clock clock;
  private final Duration timeout;
  private final Instant start;

  Deadline(Clock clock, Duration timeout) {
    this.clock = clock;
    this.timeout = timeout;
    this.start = clock.instant();
  }

  Duration elapsed() {
    return Duration.between(start, clock.instant());
  }

  /**
   * Looks again and again, once at least.
   *
   * @param done whether it is what was waited for
   * @param otherwise what to say when it is too late
   * @throws TargetException when it is
   */
  void await(BooleanSupplier done, Supplier<String> otherwise) {
    while (!done.getAsBoolean()) {
      if (elapsed().compareTo(timeout) > 0) {
        throw new TargetException(otherwise.get());
      }
      LockSupport.parkNanos(INTERVAL.toNanos());
    }
  }
}
