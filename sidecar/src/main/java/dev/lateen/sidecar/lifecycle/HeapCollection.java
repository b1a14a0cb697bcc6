package dev.lateen.sidecar.lifecycle;

import java.util.function.LongSupplier;

/**
 * Collects everything once enough was left in the heap. Left alone, the serial collector prefers
 * taking more memory from the system to looking through its old generation, so what connections of
 * a few seconds leave there adds up to the largest heap allowed, and stays resident. For one thread
 * at a time.
 */
final class HeapCollection implements Runnable {
  /** Bytes: more than a young generation, less than what a busy sidecar leaves in an hour. */
  static final long LEFT = 6L << 20;

  private final LongSupplier used;
  private final Runnable collect;
  private long live;

  /**
   * Knows of no collection yet.
   *
   * @param used bytes of the heap in use, garbage included
   * @param collect collects everything, and returns after that
   */
  HeapCollection(LongSupplier used, Runnable collect) {
    this.used = used;
    this.collect = collect;
  }

  /** The heap of this process. */
  static HeapCollection ofProcess() {
    Runtime runtime = Runtime.getRuntime();
    return new HeapCollection(() -> runtime.totalMemory() - runtime.freeMemory(), runtime::gc);
  }

  /** Collects if {@link #LEFT} has come to what the last collection kept; to be called at times. */
  @Override
  public void run() {
    if (used.getAsLong() - live >= LEFT) {
      collect.run();
      live = used.getAsLong();
    }
  }
}
