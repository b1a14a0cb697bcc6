package dev.lateen.sidecar.loop;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * A timer wheel of one event loop. Arming and disarming link and unlink a node; the loop's own
 * timer is asked for one wake-up at a time, so a request that ends in time costs no timer task.
 * Coarse: a deadline expires up to {@link #TICK} late, never early.
 */
public final class Deadlines {
  /** Granularity. */
  public static final Duration TICK = Duration.ofMillis(5);

  private static final Logger LOG = Logger.getLogger(Deadlines.class);
  private static final int SLOTS = 1024;
  private static final long TICK_NANOS = TICK.toNanos();

  private final Deadline[] slots = new Deadline[SLOTS];
  private final LongSupplier nanoTime;
  private final Alarm alarm;
  private final long start;
  private long processed;
  private long armed = Long.MAX_VALUE;

  /** The timer of the loop; holds one wake-up. */
  @FunctionalInterface
  public interface Alarm {
    /**
     * Runs the task on the loop after that many nanoseconds, in place of what was asked for before.
     */
    void set(long delayNanos, Runnable task);
  }

  /**
   * A wheel.
   *
   * @param nanoTime a monotonic clock, ns
   */
  public Deadlines(LongSupplier nanoTime, Alarm alarm) {
    this.nanoTime = nanoTime;
    this.alarm = alarm;
    this.start = nanoTime.getAsLong();
    for (int i = 0; i < SLOTS; i++) {
      slots[i] = new Head();
    }
  }

  /** Arms the deadline, or moves it when it is armed. */
  public void arm(Deadline deadline, Duration delay) {
    arm(deadline, delay.toNanos());
  }

  /** Arms the deadline, or moves it when it is armed; the delay is in nanoseconds. */
  public void arm(Deadline deadline, long delayNanos) {
    deadline.disarm();
    long now = nanoTime.getAsLong() - start;
    if (armed == Long.MAX_VALUE) {
      processed = now / TICK_NANOS;
    }
    long tick = Math.max(processed + 1, (now + delayNanos + TICK_NANOS - 1) / TICK_NANOS);
    deadline.tick = tick;
    deadline.linkBefore(slots[(int) (tick & SLOTS - 1)]);
    if (tick < armed) {
      wakeAt(tick, now);
    }
  }

  private void wakeAt(long tick, long now) {
    armed = tick;
    alarm.set(Math.max(0, tick * TICK_NANOS - now), this::run);
  }

  private void run() {
    long current = (nanoTime.getAsLong() - start) / TICK_NANOS;
    Deadline due = new Head();
    for (long tick = Math.max(processed + 1, current - SLOTS + 1); tick <= current; tick++) {
      collect(slots[(int) (tick & SLOTS - 1)], current, due);
    }
    processed = current;
    armed = Long.MIN_VALUE;
    while (due.next != due) {
      Deadline deadline = due.next;
      deadline.disarm();
      expire(deadline);
    }
    armed = Long.MAX_VALUE;
    wakeForNext();
  }

  /** One that fails must not stop the wheel for the others. */
  private static void expire(Deadline deadline) {
    try {
      deadline.expired();
    } catch (RuntimeException e) {
      LOG.error("event=deadline_failed", e);
    }
  }

  private static void collect(Deadline head, long current, Deadline due) {
    Deadline deadline = head.next;
    while (deadline != head) {
      Deadline following = deadline.next;
      if (deadline.tick <= current) {
        deadline.disarm();
        deadline.linkBefore(due);
      }
      deadline = following;
    }
  }

  /**
   * A deadline of a later turn of the wheel may wake the loop in vain; that is once in five seconds
   * at most.
   */
  private void wakeForNext() {
    for (long tick = processed + 1; tick <= processed + SLOTS; tick++) {
      if (slots[(int) (tick & SLOTS - 1)].isArmed()) {
        wakeAt(tick, nanoTime.getAsLong() - start);
        return;
      }
    }
  }

  private static final class Head extends Deadline {
    @Override
    protected void expired() {
      throw new IllegalStateException("the head of a slot has no time");
    }
  }
}
