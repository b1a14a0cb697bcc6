package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.ConnectionPool;
import dev.lateen.sidecar.stats.ClusterCounters;
import dev.lateen.sidecar.upstream.limit.CircuitBreaker;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The connections of one event loop to one endpoint. The one used last is used first, so that the
 * others can go. A request that finds none idle waits for a new one, or where there may be no
 * further one for any.
 */
final class HostPool {
  private final InetSocketAddress address;
  private final Connector connector;
  private final LoopContext context;
  private final CircuitBreaker breaker;
  private final ClusterCounters counters;
  private final ConnectionPool lifetimes;
  private final ArrayDeque<HttpConnection> idle = new ArrayDeque<>();
  private final WaitingRequests waiting;
  private int maxRequests;
  private int active;
  private int connections;
  private int connecting;
  private boolean closed;

  HostPool(
      InetSocketAddress address,
      Cluster cluster,
      Connector connector,
      LoopContext context,
      CircuitBreaker breaker) {
    this.address = address;
    this.connector = connector;
    this.context = context;
    this.breaker = breaker;
    this.counters = context.counters().cluster(cluster.name());
    this.lifetimes = cluster.connections();
    this.maxRequests = cluster.maxRequestsPerConnection();
    this.waiting = new WaitingRequests(breaker.pending(), context.index(), counters.limits);
  }

  /** Requests under way on this loop, or waiting. */
  int active() {
    return active + waiting.size();
  }

  boolean isIdle() {
    return active == 0 && connections == 0 && waiting.isEmpty();
  }

  ClusterCounters counters() {
    return counters;
  }

  LoopContext context() {
    return context;
  }

  ConnectionPool lifetimes() {
    return lifetimes;
  }

  void limitRequests(int most) {
    maxRequests = most;
  }

  /**
   * Starts a request: at once on an idle connection, or on a new one when there is none or {@code
   * fresh} asks for it.
   */
  void open(StreamListener listener, boolean fresh) {
    HttpConnection connection = fresh ? null : idle.pollLast();
    if (connection != null) {
      if (!tryBegin(connection, listener)) {
        rest(connection);
      }
    } else if (waiting.add(listener, fresh)) {
      connectForWaiting();
    } else {
      counters.limits.pendingOverflows.increment();
      listener.failed(UpstreamFailure.OVERFLOW);
    }
  }

  /** A raw connection, for bytes; empty when too many are open. */
  Optional<ChannelFuture> connect() {
    return connector.tryConnect(address);
  }

  /** Whether the connection is in use now; else too many requests are under way. */
  private boolean tryBegin(HttpConnection connection, StreamListener listener) {
    if (!breaker.requests().tryAcquire(context.index())) {
      counters.limits.pendingOverflows.increment();
      listener.failed(UpstreamFailure.OVERFLOW);
      return false;
    }
    active++;
    counters.requests.increment();
    counters.requestsActive.increment();
    connection.begin(listener);
    return true;
  }

  /** One connection for each request that waits, as far as the limit goes, and one in any case. */
  private void connectForWaiting() {
    while (connecting < waiting.size()) {
      Optional<ChannelFuture> made = connector.tryConnect(address);
      if (made.isEmpty() && connections > 0) {
        return;
      }
      ChannelFuture future = made.orElseGet(() -> connector.connect(address));
      connections++;
      connecting++;
      future.addListener(done -> connected(future));
    }
  }

  private void connected(ChannelFuture future) {
    connecting--;
    if (!future.isSuccess()) {
      connections--;
      waiting.failAll(UpstreamFailure.CONNECT);
      return;
    }
    HttpConnection connection = HttpConnection.install(future.channel(), this);
    serveNext(connection);
  }

  /** Gives a connection to the request that waits longest, or lets it rest. */
  private void serveNext(HttpConnection connection) {
    boolean unused = connection.requests() == 0;
    Optional<StreamListener> next = waiting.poll(unused);
    while (next.isPresent()) {
      if (tryBegin(connection, next.get())) {
        return;
      }
      next = waiting.poll(unused);
    }
    rest(connection);
  }

  private void rest(HttpConnection connection) {
    if (closed) {
      connection.close();
    } else {
      idle.addLast(connection);
      connection.rest(lifetimes.idleTimeout());
    }
  }

  /** A request is over, well or not. */
  void ended() {
    active--;
    counters.requestsActive.decrement();
    breaker.requests().release(context.index());
  }

  /** Takes a connection back, or closes it when it served enough. */
  void released(HttpConnection connection) {
    boolean spent = maxRequests > 0 && connection.requests() >= maxRequests;
    if (spent || connection.isOld()) {
      connection.close();
    } else {
      serveNext(connection);
    }
  }

  /** A connection is closed, or carries something else now. */
  void forget(HttpConnection connection) {
    idle.remove(connection);
    connections--;
    connectForWaiting();
  }

  /** Closes what is idle now and the rest when it is done. */
  void close() {
    closed = true;
    new ArrayList<>(idle).forEach(HttpConnection::close);
  }
}
