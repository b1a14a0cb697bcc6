package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.stats.LimitCounters;
import dev.lateen.sidecar.upstream.limit.Permits;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;

/** The requests of one pool that wait for a connection, as many as the cluster allows (TM-087). */
final class WaitingRequests {
  private final Permits permits;
  private final int loop;
  private final LimitCounters counters;
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();

  private record Waiting(StreamListener listener, boolean fresh) {}

  WaitingRequests(Permits permits, int loop, LimitCounters counters) {
    this.permits = permits;
    this.loop = loop;
    this.counters = counters;
  }

  int size() {
    return queue.size();
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /**
   * Lets a request wait; false when too many do.
   *
   * @param fresh only for a connection that nobody used before
   */
  boolean add(StreamListener listener, boolean fresh) {
    if (!permits.tryAcquire(loop) && !(forgetOver() && permits.tryAcquire(loop))) {
      return false;
    }
    counters.pending.increment();
    counters.pendingActive.increment();
    queue.addLast(new Waiting(listener, fresh));
    return true;
  }

  /**
   * The request that waits longest and can use a connection.
   *
   * @param unused whether nobody used the connection before
   */
  Optional<StreamListener> poll(boolean unused) {
    for (Iterator<Waiting> each = queue.iterator(); each.hasNext(); ) {
      Waiting next = each.next();
      if (unused || !next.fresh()) {
        each.remove();
        left();
        if (!next.listener().isOver()) {
          return Optional.of(next.listener());
        }
      }
    }
    return Optional.empty();
  }

  /** Tells all that wait now. */
  void failAll(UpstreamFailure failure) {
    for (int left = queue.size(); left > 0; left--) {
      StreamListener listener = queue.removeFirst().listener();
      left();
      if (!listener.isOver()) {
        listener.failed(failure);
      }
    }
  }

  /** Those that gave up do not say so: they leave when their place is needed. */
  private boolean forgetOver() {
    int before = queue.size();
    queue.removeIf(
        waiting -> {
          boolean over = waiting.listener().isOver();
          if (over) {
            left();
          }
          return over;
        });
    return queue.size() < before;
  }

  private void left() {
    counters.pendingActive.decrement();
    permits.release(loop);
  }
}
