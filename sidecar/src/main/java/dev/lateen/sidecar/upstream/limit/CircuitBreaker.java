package dev.lateen.sidecar.upstream.limit;

import dev.lateen.sidecar.model.CircuitBreakers;

/** The limits of one cluster (TM-086..TM-088, TM-095), for the whole process. */
public final class CircuitBreaker {
  private final Permits connections;
  private final Permits pending;
  private final Permits requests;
  private final Permits retries;

  /** With all permits free, for so many event loops. */
  public CircuitBreaker(CircuitBreakers limits, int loops) {
    connections = new Permits(limits.maxConnections(), loops);
    pending = new Permits(limits.maxPendingRequests(), loops);
    requests = new Permits(limits.maxRequests(), loops);
    retries = new Permits(limits.maxRetries(), loops);
  }

  /** Obeys other limits. One thread at a time. */
  public void resize(CircuitBreakers limits) {
    connections.resize(limits.maxConnections());
    pending.resize(limits.maxPendingRequests());
    requests.resize(limits.maxRequests());
    retries.resize(limits.maxRetries());
  }

  /** Of open connections. */
  public Permits connections() {
    return connections;
  }

  /** Of requests that wait for a connection. */
  public Permits pending() {
    return pending;
  }

  /** Of requests under way. */
  public Permits requests() {
    return requests;
  }

  /** Of tries after the first. */
  public Permits retries() {
    return retries;
  }
}
