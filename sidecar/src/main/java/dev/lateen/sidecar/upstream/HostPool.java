package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.stats.ClusterCounters;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;

/**
 * The connections of one event loop to one endpoint. The one used last is used first, so that the
 * others can go.
 */
final class HostPool {
  /** A connection that nobody used for that long is closed. */
  static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

  private final InetSocketAddress address;
  private final Connector connector;
  private final LoopContext context;
  private final ClusterCounters counters;
  private final ArrayDeque<HttpConnection> idle = new ArrayDeque<>();
  private int maxRequests;
  private int active;
  private boolean closed;

  HostPool(InetSocketAddress address, Cluster cluster, Connector connector, LoopContext context) {
    this.address = address;
    this.connector = connector;
    this.context = context;
    this.counters = context.counters().cluster(cluster.name());
    this.maxRequests = cluster.maxRequestsPerConnection();
  }

  InetSocketAddress address() {
    return address;
  }

  /** Requests under way on this loop. */
  int active() {
    return active;
  }

  boolean isIdle() {
    return active == 0 && idle.isEmpty();
  }

  ClusterCounters counters() {
    return counters;
  }

  LoopContext context() {
    return context;
  }

  void limitRequests(int most) {
    maxRequests = most;
  }

  /**
   * Starts a request: at once on an idle connection, or on a new one when there is none or {@code
   * fresh} asks for it.
   */
  void open(StreamListener listener, boolean fresh) {
    active++;
    counters.requests.increment();
    counters.requestsActive.increment();
    HttpConnection connection = fresh ? null : idle.pollLast();
    if (connection != null) {
      connection.begin(listener);
    } else {
      openNew(listener);
    }
  }

  /** A raw connection, for bytes. */
  ChannelFuture connect() {
    return connector.connect(address);
  }

  private void openNew(StreamListener listener) {
    ChannelFuture connecting = connector.connect(address);
    connecting.addListener(
        done -> {
          if (!done.isSuccess()) {
            ended();
            if (!listener.isOver()) {
              listener.failed(UpstreamFailure.CONNECT);
            }
            return;
          }
          HttpConnection connection = HttpConnection.install(connecting.channel(), this);
          if (listener.isOver()) {
            ended();
            released(connection);
          } else {
            connection.begin(listener);
          }
        });
  }

  /** A request is over, well or not. */
  void ended() {
    active--;
    counters.requestsActive.decrement();
  }

  /** Takes a connection back, or closes it when it served enough. */
  void released(HttpConnection connection) {
    if (closed || (maxRequests > 0 && connection.requests() >= maxRequests)) {
      connection.close();
    } else {
      idle.addLast(connection);
      connection.rest(IDLE_TIMEOUT);
    }
  }

  void forget(HttpConnection connection) {
    idle.remove(connection);
  }

  /** Closes what is idle now and the rest when it is done. */
  void close() {
    closed = true;
    new ArrayList<>(idle).forEach(HttpConnection::close);
  }
}
