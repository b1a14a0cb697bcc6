package dev.lateen.sidecar.upstream.limit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A number of permits for the whole process. Every event loop has a share on a cache line of its
 * own, so that taking and giving back is one uncontended atomic operation; a loop whose share is
 * used up takes half of another's. The limit is exact: a permit is refused only when no loop has
 * one left. Safe for all threads.
 */
public final class Permits {
  private static final int SPACING = 16;

  private final int loops;
  private final AtomicIntegerArray free;
  private final AtomicInteger debt = new AtomicInteger();
  private volatile int limit;

  /**
   * All free.
   *
   * @param limit 0 or more
   * @param loops number of event loops, 1 or more
   */
  public Permits(int limit, int loops) {
    this.loops = loops;
    this.limit = limit;
    this.free = new AtomicIntegerArray((loops + 1) * SPACING);
    spread(limit);
  }

  /** Takes a permit for a loop (0..loops-1); false when there is none. */
  public boolean tryAcquire(int loop) {
    return takeOne(slot(loop)) || takeFromOthers(loop);
  }

  /** Takes a permit even when there is none: what is taken beyond the limit is given back first. */
  public void acquire(int loop) {
    if (!tryAcquire(loop)) {
      debt.incrementAndGet();
    }
  }

  /** Gives a permit back. */
  public void release(int loop) {
    if (debt.get() > 0 && payDebt()) {
      return;
    }
    free.getAndIncrement(slot(loop));
  }

  /** Changes the limit; what is taken stays taken. One thread at a time. */
  public void resize(int newLimit) {
    int more = newLimit - limit;
    limit = newLimit;
    if (more > 0) {
      spread(more);
    }
    if (more < 0) {
      withdraw(-more);
    }
  }

  /** How many are left; a moment old when loops are at work. */
  public int available() {
    int sum = -debt.get();
    for (int loop = 0; loop < loops; loop++) {
      sum += free.get(slot(loop));
    }
    return Math.max(0, sum);
  }

  /** How many are taken; a moment old when loops are at work. */
  public int taken() {
    return limit - available();
  }

  private void spread(int permits) {
    int left = permits;
    for (int i = 0; i < permits && left > 0 && debt.get() > 0; i++) {
      left -= payDebt() ? 1 : 0;
    }
    for (int loop = 0; loop < loops; loop++) {
      int share = left / loops + (loop < left % loops ? 1 : 0);
      free.getAndAdd(slot(loop), share);
    }
  }

  /** What is taken now is withdrawn when it is given back. */
  private void withdraw(int permits) {
    int left = permits;
    for (int loop = 0; loop < loops && left > 0; loop++) {
      left -= takeUpTo(slot(loop), left);
    }
    debt.addAndGet(left);
  }

  private boolean payDebt() {
    int owed = debt.get();
    while (owed > 0) {
      if (debt.compareAndSet(owed, owed - 1)) {
        return true;
      }
      owed = debt.get();
    }
    return false;
  }

  private boolean takeOne(int slot) {
    int left = free.get(slot);
    while (left > 0) {
      if (free.compareAndSet(slot, left, left - 1)) {
        return true;
      }
      left = free.get(slot);
    }
    return false;
  }

  private boolean takeFromOthers(int loop) {
    for (int i = 1; i < loops; i++) {
      int taken = takeHalf(slot((loop + i) % loops));
      if (taken > 0) {
        if (taken > 1) {
          free.getAndAdd(slot(loop), taken - 1);
        }
        return true;
      }
    }
    return false;
  }

  private int takeHalf(int slot) {
    int left = free.get(slot);
    return takeUpTo(slot, left - left / 2);
  }

  private int takeUpTo(int slot, int most) {
    int left = free.get(slot);
    while (left > 0 && most > 0) {
      int taken = Math.min(left, most);
      if (free.compareAndSet(slot, left, left - taken)) {
        return taken;
      }
      left = free.get(slot);
    }
    return 0;
  }

  private static int slot(int loop) {
    return (loop + 1) * SPACING;
  }
}
