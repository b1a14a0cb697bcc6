package dev.lateen.sidecar.xds.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Decides when a model goes live: at once when it is complete or lacks only what the live one lacks
 * too, else after a patience. Belongs to one thread.
 */
public final class Warming {
  private final Duration patience;
  private Set<String> tolerated = Set.of();
  private Optional<Instant> waitingSince = Optional.empty();

  /** With how long an incomplete model waits; 5 s in production. */
  public Warming(Duration patience) {
    this.patience = patience;
  }

  /**
   * Offers the newest model.
   *
   * @return whether it goes live now; if not, offer again at {@link #deadline()}
   */
  public boolean offer(Build build, Instant now) {
    boolean ready =
        tolerated.containsAll(build.missing())
            || waitingSince.filter(since -> !now.isBefore(since.plus(patience))).isPresent();
    if (ready) {
      tolerated = build.missing();
      waitingSince = Optional.empty();
    } else if (waitingSince.isEmpty()) {
      waitingSince = Optional.of(now);
    }
    return ready;
  }

  /** When an incomplete model goes live in any case; empty when none waits. */
  public Optional<Instant> deadline() {
    return waitingSince.map(since -> since.plus(patience));
  }
}
