package dev.lateen.sidecar.http;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.loop.Deadlines;
import java.time.Duration;

/**
 * How long a client may take between requests, for the head of one, between parts of a body, and to
 * leave after the last response.
 */
final class Patience extends Deadline {
  private static final Duration LINGER = Duration.ofSeconds(1);

  private final Deadlines deadlines;
  private final Runnable headLate;
  private final Runnable bodyLate;
  private final Runnable over;
  private Awaited awaited = Awaited.NOTHING;

  private enum Awaited {
    NOTHING,
    HEAD,
    BODY
  }

  /** What happens when a head takes too long, when a body does, and when anything else does. */
  Patience(Deadlines deadlines, Runnable headLate, Runnable bodyLate, Runnable over) {
    this.deadlines = deadlines;
    this.headLate = headLate;
    this.bodyLate = bodyLate;
    this.over = over;
  }

  /** Nothing is under way; zero is for ever. */
  void rest(Duration idle) {
    if (idle.isPositive() && !isArmed()) {
      deadlines.arm(this, idle);
    }
  }

  /** A part of a head was read; zero is for ever. */
  void headBegan(Duration atMost) {
    if (awaited == Awaited.NOTHING && atMost.isPositive()) {
      awaited = Awaited.HEAD;
      deadlines.arm(this, atMost);
    }
  }

  /** A part of a body was read and more is to come; zero is for ever. */
  void bodyContinued(Duration atMost) {
    if (atMost.isPositive()) {
      awaited = Awaited.BODY;
      deadlines.arm(this, atMost);
    }
  }

  boolean isHeadBegun() {
    return awaited == Awaited.HEAD;
  }

  /** The whole head was read, or nobody waits any more. */
  void end() {
    disarm();
    awaited = Awaited.NOTHING;
  }

  /** The last response is sent, the client still sends. */
  void linger() {
    end();
    deadlines.arm(this, LINGER);
  }

  @Override
  protected void expired() {
    Awaited late = awaited;
    awaited = Awaited.NOTHING;
    switch (late) {
      case HEAD -> headLate.run();
      case BODY -> bodyLate.run();
      case NOTHING -> over.run();
    }
  }
}
