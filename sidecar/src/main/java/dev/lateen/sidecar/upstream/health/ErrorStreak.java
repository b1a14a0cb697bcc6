package dev.lateen.sidecar.upstream.health;

import java.util.concurrent.atomic.AtomicInteger;

/** Errors in a row, seen by all event loops. While there is none nothing is written. */
public final class ErrorStreak {
  private final AtomicInteger length = new AtomicInteger();

  /** One more; returns the length now. */
  public int lengthen() {
    return length.incrementAndGet();
  }

  /** The row is broken. */
  public void end() {
    if (length.getPlain() != 0) {
      length.set(0);
    }
  }
}
