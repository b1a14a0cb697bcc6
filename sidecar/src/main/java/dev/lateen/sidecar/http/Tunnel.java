package dev.lateen.sidecar.http;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.loop.Deadlines;
import java.time.Duration;

/**
 * What an exchange becomes when both sides switched to another protocol (TM-164): the parts of its
 * bodies are the bytes, and it ends when both directions have ended, or after an hour of silence.
 */
final class Tunnel extends Deadline {
  private static final Duration IDLE_TIMEOUT = Duration.ofHours(1);

  private final Deadlines deadlines;
  private final Runnable silent;
  private boolean active;
  private boolean requestEnded;
  private boolean responseEnded;

  /** What happens when nothing moved for too long. */
  Tunnel(Deadlines deadlines, Runnable silent) {
    this.deadlines = deadlines;
    this.silent = silent;
    deadlines.arm(this, IDLE_TIMEOUT);
  }

  void active() {
    active = true;
  }

  /** Whether both directions have ended now. */
  boolean requestEnded() {
    requestEnded = true;
    return responseEnded;
  }

  /** Whether both directions have ended now. */
  boolean responseEnded() {
    responseEnded = true;
    return requestEnded;
  }

  @Override
  protected void expired() {
    if (active) {
      active = false;
      deadlines.arm(this, IDLE_TIMEOUT);
    } else {
      silent.run();
    }
  }
}
