package dev.lateen.sidecar.http;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.model.HttpLimits;
import java.time.Duration;

/**
 * How long a client may take between requests, for the head of one, between parts of a body, and to
 * leave after the last response: by the limits of what serves it, where zero is for ever.
 */
final class Patience extends Deadline {
  private static final Duration LINGER = Duration.ofSeconds(1);

  /** What a client that has nothing under way may take before it is cut off. */
  static final Duration FAREWELL = Duration.ofSeconds(5);

  private final ClientLink link;
  private final Runnable messageLate;
  private final Runnable over;
  private Awaited awaited = Awaited.NOTHING;

  private enum Awaited {
    NOTHING,
    HEAD,
    BODY
  }

  /** What happens when a head or a body takes too long, and when anything else does. */
  Patience(ClientLink link, Runnable messageLate, Runnable over) {
    this.link = link;
    this.messageLate = messageLate;
    this.over = over;
  }

  /** No request is under way; a part of a head may be there. */
  void awaitHead() {
    if (!link.codec().isHeadBegun()) {
      if (!isArmed()) {
        arm(limits().idleTimeout());
      }
    } else if (awaited == Awaited.NOTHING) {
      awaited = Awaited.HEAD;
      disarm();
      arm(limits().headersTimeout());
    }
  }

  /** More of a body is to come. */
  void awaitBody() {
    awaited = Awaited.BODY;
    disarm();
    arm(limits().bodyTimeout());
  }

  /** The whole head or body was read, or nobody waits any more. */
  void end() {
    disarm();
    awaited = Awaited.NOTHING;
  }

  /** Nothing is under way, and the next response will say that it is the last. */
  void farewell() {
    end();
    arm(FAREWELL);
  }

  /** The last response is sent, the client still sends. */
  void linger() {
    end();
    arm(LINGER);
  }

  @Override
  protected void expired() {
    if (awaited == Awaited.BODY && link.reading().isPaused()) {
      awaitBody();
      return;
    }
    boolean late = awaited != Awaited.NOTHING;
    awaited = Awaited.NOTHING;
    (late ? messageLate : over).run();
  }

  private HttpLimits limits() {
    return link.served().manager().limits();
  }

  private void arm(Duration atMost) {
    if (atMost.isPositive()) {
      link.worker().context().deadlines().arm(this, atMost);
    }
  }
}
