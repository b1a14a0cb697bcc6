package dev.lateen.sidecar.stats;

/** What one event loop counts about TLS, of one listener or cluster. */
public final class TlsCounters {
  /** Handshakes that succeeded. */
  public final Counter handshakes = new Counter();

  private final Counter[] failures = new Counter[TlsFailure.values().length];

  /** All zero. */
  public TlsCounters() {
    for (int i = 0; i < failures.length; i++) {
      failures[i] = new Counter();
    }
  }

  /** Handshakes that failed for a reason. */
  public Counter failed(TlsFailure reason) {
    return failures[reason.ordinal()];
  }
}
