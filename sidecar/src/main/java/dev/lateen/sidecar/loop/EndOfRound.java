package dev.lateen.sidecar.loop;

import java.util.concurrent.Executor;

/**
 * What is done once at the end of an event loop's round, however often it was asked for meanwhile.
 * A flush is: whoever is woken by the bytes then finds those of all connections that were ready,
 * instead of taking the processor away after each. Belongs to the thread of its loop.
 */
public final class EndOfRound implements Runnable {
  private final Executor loop;
  private final Runnable work;
  private boolean due;

  /**
   * Nothing is due.
   *
   * @param loop runs what it is given after the connections that are ready now
   * @param work what is to be done
   */
  public EndOfRound(Executor loop, Runnable work) {
    this.loop = loop;
    this.work = work;
  }

  /** Asks for the work, at the end of this round. */
  public void request() {
    if (!due) {
      due = true;
      loop.execute(this);
    }
  }

  /** Does the work now if it was asked for, and not again at the end of the round. */
  public void hasten() {
    if (due) {
      due = false;
      work.run();
    }
  }

  @Override
  public void run() {
    hasten();
  }
}
