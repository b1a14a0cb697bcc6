package dev.lateen.operator.discovery.push;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Turns a burst of events into one action: when nothing came for the quiet time, or when the first
 * event waited for the longest time. The very first event acts at once. Confined to the push loop.
 */
final class Debouncer {
  private final Duration quiet;
  private final Duration longest;
  private final InstantSource clock;
  private final Scheduler scheduler;
  private final Runnable action;
  private boolean acted;
  private boolean scheduled;
  private Optional<Instant> first = Optional.empty();
  private Instant due = Instant.MIN;

  Debouncer(
      Duration quiet, Duration longest, InstantSource clock, Scheduler scheduler, Runnable action) {
    this.quiet = quiet;
    this.longest = longest;
    this.clock = clock;
    this.scheduler = scheduler;
    this.action = action;
  }

  /** Something happened. */
  void event() {
    if (!acted) {
      acted = true;
      action.run();
      return;
    }
    Instant now = clock.instant();
    first = first.or(() -> Optional.of(now));
    Instant latest = first.get().plus(longest);
    due = now.plus(quiet).isAfter(latest) ? latest : now.plus(quiet);
    schedule(now);
  }

  private void schedule(Instant now) {
    if (!scheduled) {
      scheduled = true;
      scheduler.after(Duration.between(now, due), this::check);
    }
  }

  private void check() {
    scheduled = false;
    Instant now = clock.instant();
    if (now.isBefore(due)) {
      schedule(now);
    } else {
      first = Optional.empty();
      action.run();
    }
  }
}
