package dev.lateen.sidecar.stats;

/** What met the limits of a cluster. */
public final class LimitCounters {
  /** Connections not made because too many were open. */
  public final Counter connectionOverflows = new Counter();

  /** Requests that waited for a connection. */
  public final Counter pending = new Counter();

  /** Requests that wait now. */
  public final Counter pendingActive = new Counter();

  /** Requests refused because too many waited or were under way. */
  public final Counter pendingOverflows = new Counter();

  /** Retries not made because too many were under way. */
  public final Counter retryOverflows = new Counter();
}
