package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.ConnectionPool;
import dev.lateen.sidecar.model.Http2Options;
import dev.lateen.sidecar.model.UpstreamHttp;
import dev.lateen.sidecar.model.UpstreamTls;
import dev.lateen.sidecar.stats.ClusterCounters;
import dev.lateen.sidecar.upstream.limit.CircuitBreaker;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The connections of one event loop to one endpoint. The one used last is used first, so that the
 * others can go. A request that finds none with room waits for a new one, or where there may be no
 * further one for any.
 */
final class HostPool {
  /** What an HTTP/2 endpoint may be expected to allow before it says so (RFC 9113 6.5.2). */
  private static final int EXPECTED_STREAMS = 100;

  /**
   * So many connections at a time come to be: each that is there takes those that wait off others,
   * and an endpoint that is late is not given a handshake more for every request.
   */
  private static final int MOST_CONNECTING = 32;

  private final InetSocketAddress address;
  private final Connector connector;
  private final LoopContext context;
  private final CircuitBreaker breaker;
  private final ClusterCounters counters;
  private final ConnectionPool lifetimes;
  private final UpstreamHttp http;
  private final Optional<UpstreamTls> tls;
  private final ArrayDeque<PooledConnection> ready = new ArrayDeque<>();
  private final WaitingRequests waiting;

  /** How many requests at a time a new connection may be expected to take. */
  private int room;

  private int maxRequests;
  private int active;
  private int connections;
  private int connecting;
  private boolean closed;

  HostPool(
      InetSocketAddress address,
      Optional<UpstreamTls> tls,
      Cluster cluster,
      Connector connector,
      LoopContext context,
      CircuitBreaker breaker) {
    this.address = address;
    this.connector = connector;
    this.context = context;
    this.breaker = breaker;
    this.counters = context.counters().cluster(cluster.name());
    this.http = cluster.http();
    this.room = http instanceof UpstreamHttp.Http1 ? 1 : EXPECTED_STREAMS;
    this.tls = tls;
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

  /** How it connects. */
  Optional<UpstreamTls> tls() {
    return tls;
  }

  /** Proxies of the mesh secure their connections; that says nothing of the requests on them. */
  private boolean saysHttps() {
    return tls.filter(settings -> !settings.parameters().isOfMesh()).isPresent();
  }

  void limitRequests(int most) {
    maxRequests = most;
  }

  /**
   * Starts a request: at once on a connection with room, or on a new one when there is none or
   * {@code fresh} asks for it.
   */
  void open(StreamListener listener, boolean fresh) {
    PooledConnection connection = fresh ? null : pollReady();
    if (connection != null) {
      begin(connection, listener);
      available(connection);
    } else if (waiting.add(listener, fresh)) {
      connectForWaiting();
    } else {
      counters.limits.pendingOverflows.increment();
      listener.failed(UpstreamFailure.OVERFLOW);
    }
  }

  /**
   * The connection used last that has room, or null. One may have lost it since: its peer allows
   * less now, or it is about to close.
   */
  private PooledConnection pollReady() {
    PooledConnection connection = ready.pollLast();
    while (connection != null && !connection.hasRoom()) {
      connection = ready.pollLast();
    }
    return connection;
  }

  /** A raw connection, for bytes; empty when too many are open. */
  Optional<ChannelFuture> connect() {
    return connector.tryConnect(address, tls);
  }

  /** A connection of bytes as the response to a request. */
  void connect(StreamListener listener) {
    Optional<ChannelFuture> connecting = connector.tryConnect(address, tls);
    if (connecting.isEmpty()) {
      listener.failed(UpstreamFailure.OVERFLOW);
      return;
    }
    connecting
        .get()
        .addListener(
            connected -> {
              if (connected.isSuccess()) {
                ByteStream.answer(connecting.get().channel(), counters, listener);
              } else if (!listener.isOver()) {
                listener.failed(UpstreamFailure.CONNECT);
              }
            });
  }

  private void begin(PooledConnection connection, StreamListener listener) {
    if (breaker.requests().tryAcquire(context.index())) {
      active++;
      counters.requests.increment();
      counters.requestsActive.increment();
      connection.begin(listener);
    } else {
      counters.limits.pendingOverflows.increment();
      listener.failed(UpstreamFailure.OVERFLOW);
    }
  }

  /** Connections for the requests that wait, as far as the limit goes, and one in any case. */
  private void connectForWaiting() {
    while (connecting * room < waiting.size() && connecting < MOST_CONNECTING) {
      Optional<ChannelFuture> made = connector.tryConnect(address, tls);
      if (made.isEmpty() && connections > 0) {
        return;
      }
      ChannelFuture future = made.orElseGet(() -> connector.connect(address, tls));
      connections++;
      connecting++;
      future.addListener(done -> connected(future));
    }
  }

  private void connected(ChannelFuture future) {
    if (!future.isSuccess()) {
      connections--;
      notEstablished();
    } else {
      speak(future.channel());
    }
  }

  private void speak(Channel channel) {
    switch (http) {
      case UpstreamHttp.Http1 _ -> speakHttp1(channel);
      case UpstreamHttp.Http2 known -> speakHttp2(channel, known.options());
      case UpstreamHttp.Negotiated open -> {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null && ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol())) {
          speakHttp2(channel, open.options());
        } else {
          room = 1;
          speakHttp1(channel);
          connectForWaiting();
        }
      }
    }
  }

  private void speakHttp1(Channel channel) {
    established(HttpConnection.install(channel, this));
  }

  private void speakHttp2(Channel channel, Http2Options options) {
    Http2Upstream.install(channel, saysHttps(), options, this);
  }

  /** A new connection takes requests. */
  void established(PooledConnection connection) {
    connecting--;
    available(connection);
  }

  /** A new connection never came to take requests. */
  void notEstablished() {
    connecting--;
    waiting.failAll(UpstreamFailure.CONNECT);
  }

  /**
   * Gives a connection with room to the requests that wait longest, or lets it rest. Those that are
   * left, because it has less room than was expected, get another.
   */
  void available(PooledConnection connection) {
    while (connection.hasRoom()) {
      if (isSpent(connection) || (connection.requests() > 0 && connection.isOld())) {
        end(connection);
        return;
      }
      Optional<StreamListener> next = waiting.poll(connection.requests() == 0);
      if (next.isEmpty()) {
        rest(connection);
        return;
      }
      begin(connection, next.get());
    }
    if (connection.requests() > 0) {
      connectForWaiting();
    }
  }

  private void rest(PooledConnection connection) {
    if (closed) {
      end(connection);
    } else if (!ready.contains(connection)) {
      ready.addLast(connection);
      connection.rest(lifetimes.idleTimeout());
    }
  }

  private void end(PooledConnection connection) {
    ready.remove(connection);
    connection.close();
  }

  private boolean isSpent(PooledConnection connection) {
    return maxRequests > 0 && connection.requests() >= maxRequests;
  }

  /** A request is over, well or not. */
  void ended() {
    active--;
    counters.requestsActive.decrement();
    breaker.requests().release(context.index());
  }

  /** A connection takes no more requests. */
  void retire(PooledConnection connection) {
    ready.remove(connection);
    connectForWaiting();
  }

  /** A connection is closed. */
  void forget(PooledConnection connection) {
    connections--;
    retire(connection);
  }

  /** Closes what is idle now and the rest when it is done. */
  void close() {
    closed = true;
    new ArrayList<>(ready).forEach(PooledConnection::close);
  }
}
