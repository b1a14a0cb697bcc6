package dev.lateen.sidecar.http;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.loop.Deadlines;
import java.time.Duration;

/**
 * How long a client may take between requests, for the head of one, and to leave after the last
 * response.
 */
final class Patience extends Deadline {
  private static final Duration LINGER = Duration.ofSeconds(1);

  private final Deadlines deadlines;
  private final Runnable headLate;
  private final Runnable over;
  private boolean headBegun;

  /** What happens when a head takes too long, and when anything else does. */
  Patience(Deadlines deadlines, Runnable headLate, Runnable over) {
    this.deadlines = deadlines;
    this.headLate = headLate;
    this.over = over;
  }

  /** Nothing is under way; zero is for ever. */
  void rest(Duration idle) {
    if (idle.isPositive() && !isArmed()) {
      deadlines.arm(this, idle);
    }
  }

  /** A part of a head was read; zero is for ever. */
  void headBegan(Duration atMost) {
    if (!headBegun && atMost.isPositive()) {
      headBegun = true;
      deadlines.arm(this, atMost);
    }
  }

  boolean isHeadBegun() {
    return headBegun;
  }

  /** The whole head was read, or nobody waits any more. */
  void end() {
    disarm();
    headBegun = false;
  }

  /** The last response is sent, the client still sends. */
  void linger() {
    end();
    deadlines.arm(this, LINGER);
  }

  @Override
  protected void expired() {
    (headBegun ? headLate : over).run();
  }
}
