package dev.lateen.sidecar.loop;

/**
 * Something that happens when its time is up, unless it is disarmed before. Armed in one {@link
 * Deadlines} at most.
 */
public abstract class Deadline {
  Deadline previous = this;
  Deadline next = this;
  long tick;

  /** Runs on the event loop, once per arming, never early. */
  protected abstract void expired();

  /** Whether it waits for its time. */
  public final boolean isArmed() {
    return next != this;
  }

  /** Forgets the time; does nothing when it is not armed. */
  public final void disarm() {
    previous.next = next;
    next.previous = previous;
    previous = this;
    next = this;
  }

  final void linkBefore(Deadline head) {
    previous = head.previous;
    next = head;
    previous.next = this;
    head.previous = this;
  }
}
