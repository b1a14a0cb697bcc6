package dev.lateen.sidecar.stats;

/** Counts responses by class. */
public final class ResponseCounters {
  private static final int CLASSES = 5;

  private final Counter[] byClass = new Counter[CLASSES];

  /** All zero. */
  public ResponseCounters() {
    for (int i = 0; i < CLASSES; i++) {
      byClass[i] = new Counter();
    }
  }

  /** Counts a response of this status; a status outside 100..599 counts as 5xx. */
  public void count(int status) {
    byClass[status >= 100 && status < 600 ? status / 100 - 1 : CLASSES - 1].increment();
  }

  /** Number of responses of a class, 1 to 5. */
  public long of(int responseClass) {
    return byClass[responseClass - 1].get();
  }
}
