package dev.lateen.sidecar.tcp;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.loop.Deadlines;

/** Keeps bytes of one side of a pipe from passing faster than a throttle allows. */
final class Pace {
  private final Throttle.Direction direction;
  private final Deadlines deadlines;
  private final Deadline pause;

  /**
   * A pace.
   *
   * @param proceed called when more may pass
   */
  Pace(Throttle.Direction direction, Deadlines deadlines, Runnable proceed) {
    this.direction = direction;
    this.deadlines = deadlines;
    this.pause =
        new Deadline() {
          @Override
          protected void expired() {
            proceed.run();
          }
        };
  }

  /** How many bytes may pass at once. */
  int portion() {
    return direction.portion();
  }

  boolean mayPass() {
    return !pause.isArmed();
  }

  /** Bytes passed: the next ones wait until these are paid for. */
  void passed(int bytes) {
    long wait = direction.pauseAfter(bytes, System.nanoTime());
    if (wait > 0) {
      deadlines.arm(pause, wait);
    }
  }

  void end() {
    pause.disarm();
  }
}
