package dev.lateen.sidecar.http;

import dev.lateen.sidecar.loop.Deadline;
import java.time.Duration;

/**
 * When a request is given up, whatever its tries do: after the route's time, which runs from the
 * end of the request (TM-060), or after the time that a caller of gRPC waits, which runs from its
 * beginning.
 */
final class CallTimes extends Deadline {
  private final Forwarding forwarding;

  /** That of the caller, if it has one. */
  private Deadline ofCaller = this;

  CallTimes(Forwarding forwarding) {
    this.forwarding = forwarding;
  }

  /** The caller waits that long from now; zero for ever. */
  void begin(Duration patience) {
    if (patience.isPositive()) {
      ofCaller =
          new Deadline() {
            @Override
            protected void expired() {
              CallTimes.this.expired();
            }
          };
      forwarding.deadlines().arm(ofCaller, patience);
    }
  }

  /** The clock of the route runs from here. */
  void requestComplete() {
    Duration overall = forwarding.limits().overall();
    if (overall.isPositive() && !isArmed()) {
      forwarding.deadlines().arm(this, overall);
    }
  }

  void stop() {
    disarm();
    ofCaller.disarm();
  }

  @Override
  protected void expired() {
    stop();
    forwarding.timedOut();
  }
}
