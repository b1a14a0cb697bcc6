package dev.lateen.sidecar.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A number that one thread changes and any thread may read, without locks or memory barriers. */
public final class Counter {
  private static final VarHandle VALUE = handle();

  private long value;

  /** Adds one. */
  public void increment() {
    add(1);
  }

  /** Subtracts one. */
  public void decrement() {
    add(-1);
  }

  /** Adds. Only the owning thread may call. */
  public void add(long amount) {
    VALUE.setOpaque(this, value + amount);
  }

  /** The value; from other threads possibly a moment old. */
  public long get() {
    return (long) VALUE.getOpaque(this);
  }

  private static VarHandle handle() {
    try {
      return MethodHandles.lookup().findVarHandle(Counter.class, "value", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
