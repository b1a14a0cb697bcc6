package dev.lateen.sidecar.upstream.limit;

import dev.lateen.sidecar.model.CircuitBreakers;
import dev.lateen.sidecar.model.CircuitBreakers.RetryBudget;
import java.util.Optional;

/** The limits of one cluster (TM-086..TM-088, TM-095), for the whole process. */
public final class CircuitBreaker {
  private final Permits connections;
  private final Permits pending;
  private final Permits requests;
  private final Permits retries;
  private volatile Optional<RetryBudget> budget;

  /** With all permits free, for so many event loops. */
  public CircuitBreaker(CircuitBreakers limits, int loops) {
    connections = new Permits(limits.maxConnections(), loops);
    pending = new Permits(limits.maxPendingRequests(), loops);
    requests = new Permits(limits.maxRequests(), loops);
    retries = new Permits(maxRetries(limits), loops);
    budget = limits.retryBudget();
  }

  /** Obeys other limits. One thread at a time. */
  public void resize(CircuitBreakers limits) {
    connections.resize(limits.maxConnections());
    pending.resize(limits.maxPendingRequests());
    requests.resize(limits.maxRequests());
    retries.resize(maxRetries(limits));
    budget = limits.retryBudget();
  }

  private static int maxRetries(CircuitBreakers limits) {
    return limits.retryBudget().isPresent() ? Integer.MAX_VALUE : limits.maxRetries();
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

  /**
   * Begins a try after the first on a loop; false when too many are under way. A budget is kept
   * within what loops begin at the same moment.
   */
  public boolean tryRetry(int loop) {
    Optional<RetryBudget> share = budget;
    return (share.isEmpty()
            || retries.taken() < share.get().allowed((long) requests.taken() + pending.taken()))
        && retries.tryAcquire(loop);
  }

  /** Ends what {@link #tryRetry} began. */
  public void endRetry(int loop) {
    retries.release(loop);
  }

  /** How many further retries may begin now; a moment old when loops are at work. */
  public int retriesLeft() {
    return retries.available();
  }
}
