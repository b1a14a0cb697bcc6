package dev.lateen.sidecar.stats;

/** Active health checks of a cluster. */
public final class CheckCounters {
  /** Questions asked. */
  public final Counter attempts = new Counter();

  /** Good answers. */
  public final Counter successes = new Counter();

  /** Bad answers, and none. */
  public final Counter failures = new Counter();

  /** Questions without an answer. */
  public final Counter networkFailures = new Counter();
}
