package dev.lateen.sidecar.upstream.balance;

import dev.lateen.sidecar.model.Locality;

/** An endpoint as the choice sees it. */
public interface Candidate {
  /** What it is hashed by: {@code address:port}, as in Envoy. */
  String key();

  /** Its share among equals, 1 or more. */
  int weight();

  /** Where it is. */
  Locality locality();

  /** Whether it is known to be well. */
  boolean isHealthy();

  /** Requests under way on this event loop. */
  int active();

  /** How long it takes to answer. */
  PeakEwma latency();

  /** When it became usable, on the clock of {@link System#nanoTime()}. */
  long joinedAt();
}
