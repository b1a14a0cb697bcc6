package dev.lateen.operator.discovery.push;

import java.time.Duration;

/** Runs something later, on the push loop. */
@FunctionalInterface
interface Scheduler {
  /** Runs the task after the delay. */
  void after(Duration delay, Runnable task);
}
