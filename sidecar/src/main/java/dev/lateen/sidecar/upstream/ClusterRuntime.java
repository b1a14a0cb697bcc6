package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Discovery;
import dev.lateen.sidecar.stats.ClusterCounters;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** A cluster on one event loop: its hosts, their pools and who is next. */
public final class ClusterRuntime {
  private final LoopContext context;
  private final Map<InetSocketAddress, HostPool> pools = new HashMap<>();
  private final ClusterCounters counters;
  private Cluster cluster;
  private Connector connector;
  private HostSource hosts;

  /** Starts with what the cluster says; connects to nothing yet. */
  public ClusterRuntime(Cluster cluster, LoopContext context) {
    this.context = context;
    this.counters = context.counters().cluster(cluster.name());
    this.cluster = cluster;
    start();
  }

  /** The cluster's counters on this loop. */
  public ClusterCounters counters() {
    return counters;
  }

  /**
   * Obeys a new version: pools of endpoints that stay are kept, those of others close when their
   * requests are done.
   */
  public void update(Cluster next) {
    if (next.equals(cluster)) {
      return;
    }
    boolean reconnects =
        !next.tls().equals(cluster.tls())
            || !next.connectTimeout().equals(cluster.connectTimeout())
            || next.http2() != cluster.http2();
    cluster = next;
    hosts.close();
    if (reconnects) {
      closePools();
    }
    start();
  }

  /** Closes all pools; requests under way finish. */
  public void close() {
    hosts.close();
    closePools();
  }

  /**
   * Starts a request on a connection to one endpoint.
   *
   * @param fresh never on a connection that was used before
   * @param listener hears of the connection, or of the failure; possibly before this returns
   */
  public void open(Origin origin, boolean fresh, StreamListener listener) {
    hosts.pick(
        origin,
        host -> {
          if (listener.isOver()) {
            return;
          }
          if (host.isPresent()) {
            host.get().open(listener, fresh);
          } else {
            counters.unavailable.increment();
            listener.failed(UpstreamFailure.NO_ENDPOINT);
          }
        });
  }

  /**
   * Makes a raw connection to one endpoint.
   *
   * @param done the channel, without handlers but TLS, or a failure
   */
  public void connect(
      Origin origin, BiConsumer<Optional<Channel>, Optional<UpstreamFailure>> done) {
    hosts.pick(
        origin,
        host -> {
          if (host.isEmpty()) {
            counters.unavailable.increment();
            done.accept(Optional.empty(), Optional.of(UpstreamFailure.NO_ENDPOINT));
            return;
          }
          ChannelFuture connecting = host.get().connect();
          connecting.addListener(
              connected -> {
                if (connected.isSuccess()) {
                  done.accept(Optional.of(connecting.channel()), Optional.empty());
                } else {
                  done.accept(Optional.empty(), Optional.of(UpstreamFailure.CONNECT));
                }
              });
        });
  }

  private void start() {
    if (connector == null || pools.isEmpty()) {
      connector = new Connector(cluster, context);
    }
    hosts =
        switch (cluster.discovery()) {
          case Discovery.Endpoints given -> new GivenHosts(given.endpoints(), this);
          case Discovery.Dns dns -> new DnsHosts(dns, this, context);
          case Discovery.OriginalDestination original -> new OriginalHosts(this);
        };
  }

  Cluster cluster() {
    return cluster;
  }

  LoopContext context() {
    return context;
  }

  /** The pool of an address, made when it is new. */
  HostPool pool(InetSocketAddress address) {
    HostPool pool =
        pools.computeIfAbsent(address, key -> new HostPool(key, cluster, connector, context));
    pool.limitRequests(cluster.maxRequestsPerConnection());
    return pool;
  }

  /** Closes the pools of addresses that are not wanted any more. */
  void retain(Predicate<InetSocketAddress> wanted) {
    pools
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !wanted.test(entry.getKey());
              if (gone) {
                entry.getValue().close();
              }
              return gone;
            });
  }

  /** Forgets pools that hold nothing. */
  void prune() {
    pools.values().removeIf(HostPool::isIdle);
  }

  private void closePools() {
    pools.values().forEach(HostPool::close);
    pools.clear();
  }
}
