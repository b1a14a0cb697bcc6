package dev.lateen.tour.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for conditions. */
public final class Await {
  private static final Duration INTERVAL = Duration.ofMillis(10);

  private Await() {}

  /**
   * Looks every 10 ms until a condition holds.
   *
   * @return how long it took
   * @throws AwaitTimeoutException if it did not hold in time, or this thread was interrupted
   */
  public static Duration until(String what, Duration timeout, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > timeout.toNanos() || Thread.currentThread().isInterrupted()) {
        throw new AwaitTimeoutException(
            what + " did not happen within " + timeout.toMillis() + " ms");
      }
      LockSupport.parkNanos(INTERVAL.toNanos());
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** A condition did not hold in time. */
  public static final class AwaitTimeoutException extends RuntimeException {
    AwaitTimeoutException(String message) {
      super(message);
    }
  }
}
