package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Discovery;
import dev.lateen.sidecar.model.UpstreamTls;
import dev.lateen.sidecar.stats.ClusterCounters;
import dev.lateen.sidecar.upstream.balance.XxHash64;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A cluster on one event loop: its hosts, their pools and who is next. */
public final class ClusterRuntime {
  /** How often another endpoint is looked for than one that a request should not meet again. */
  private static final int PICKS = 5;

  private final LoopContext context;
  private final SharedCluster shared;
  private final Hosts hosts = new Hosts(this);
  private final ClusterCounters counters;
  private Cluster cluster;
  private Connector connector;
  private HostSource source;

  /** Starts with what the cluster says; connects to nothing yet. */
  public ClusterRuntime(Cluster cluster, LoopContext context, SharedCluster shared) {
    this.context = context;
    this.shared = shared;
    this.counters = context.counters().cluster(cluster.name());
    this.cluster = cluster;
    this.connector = new Connector(cluster, context, shared.breaker());
    this.source = source();
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
        !next.transport().equals(cluster.transport())
            || !next.connectTimeout().equals(cluster.connectTimeout())
            || !next.connections().equals(cluster.connections())
            || !next.http().equals(cluster.http());
    cluster = next;
    source.close();
    if (reconnects) {
      hosts.clear();
      connector = new Connector(cluster, context, shared.breaker());
    }
    source = source();
  }

  /** Closes all pools; requests under way finish. */
  public void close() {
    source.close();
    hosts.clear();
  }

  /** Whether requests with one hash should meet one endpoint. */
  public boolean hashes() {
    return cluster.loadBalancing().hashes();
  }

  /** Whether endpoints are found by the authority of each request. */
  public boolean followsRequests() {
    return cluster.discovery() instanceof Discovery.Requested;
  }

  /**
   * Starts a request that has no hash; see {@link #open(Origin, long, boolean, StreamListener)}.
   */
  public void open(Origin origin, boolean fresh, StreamListener listener) {
    open(origin, context.random().nextLong(), fresh, listener);
  }

  /**
   * Starts a request on a connection to one endpoint.
   *
   * @param hash of the request
   * @param fresh never on a connection that was used before
   * @param listener hears of the endpoint, the connection, or the failure; possibly before this
   *     returns
   */
  public void open(Origin origin, long hash, boolean fresh, StreamListener listener) {
    if (source.isKnown(origin)) {
      start(origin, hash, fresh, listener);
    } else {
      source.whenKnown(origin, () -> start(origin, hash, fresh, listener));
    }
  }

  private void start(Origin origin, long hash, boolean fresh, StreamListener listener) {
    if (listener.isOver()) {
      return;
    }
    Optional<UpstreamHost> host = source.pick(origin, hash);
    for (int again = 0; again < PICKS && isSecondBest(host, listener); again++) {
      host = source.pick(origin, context.random().nextLong());
    }
    if (avoided(host, listener)) {
      listener.failed(UpstreamFailure.CONNECT);
    } else if (host.isPresent()) {
      listener.chosen(host.get());
      if (listener.wantsBytes()) {
        host.get().pool().connect(listener);
      } else {
        host.get().pool().open(listener, fresh);
      }
    } else {
      counters.unavailable.increment();
      listener.failed(UpstreamFailure.NO_ENDPOINT);
    }
  }

  private static boolean isSecondBest(Optional<UpstreamHost> host, StreamListener listener) {
    return avoided(host, listener) || host.isPresent() && listener.hasTried(host.get());
  }

  private static boolean avoided(Optional<UpstreamHost> host, StreamListener listener) {
    return host.isPresent() && listener.avoids(host.get());
  }

  /**
   * Makes a raw connection to one endpoint.
   *
   * @param done the channel, without handlers but TLS, or a failure
   */
  public void connect(
      Origin origin, BiConsumer<Optional<Channel>, Optional<UpstreamFailure>> done) {
    long hash = hashes() ? hash(origin) : context.random().nextLong();
    if (source.isKnown(origin)) {
      dial(origin, hash, done);
    } else {
      source.whenKnown(origin, () -> dial(origin, hash, done));
    }
  }

  /** Bytes have nothing else to be hashed by. */
  private long hash(Origin origin) {
    return origin
        .source()
        .map(source -> XxHash64.hash(source.getHostAddress()))
        .orElseGet(context.random()::nextLong);
  }

  private void dial(
      Origin origin, long hash, BiConsumer<Optional<Channel>, Optional<UpstreamFailure>> done) {
    Optional<UpstreamHost> host = source.pick(origin, hash);
    if (host.isEmpty()) {
      counters.unavailable.increment();
      done.accept(Optional.empty(), Optional.of(UpstreamFailure.NO_ENDPOINT));
      return;
    }
    Optional<ChannelFuture> connecting = host.get().pool().connect();
    if (connecting.isEmpty()) {
      done.accept(Optional.empty(), Optional.of(UpstreamFailure.OVERFLOW));
      return;
    }
    connecting
        .get()
        .addListener(
            connected -> {
              if (connected.isSuccess()) {
                host.get().connected();
                done.accept(Optional.of(connecting.get().channel()), Optional.empty());
              } else {
                host.get().failed(UpstreamFailure.CONNECT);
                done.accept(Optional.empty(), Optional.of(UpstreamFailure.CONNECT));
              }
            });
  }

  /** Begins a try after the first; false when too many are under way (TM-095). */
  public boolean beginRetry() {
    if (shared.breaker().tryRetry(context.index())) {
      return true;
    }
    counters.limits.retryOverflows.increment();
    return false;
  }

  /** Ends what {@link #beginRetry} began. */
  public void endRetry() {
    shared.breaker().endRetry(context.index());
  }

  private HostSource source() {
    return switch (cluster.discovery()) {
      case Discovery.Endpoints given -> new GivenHosts(given.endpoints(), this);
      case Discovery.Dns dns -> new DnsHosts(dns, this, context);
      case Discovery.Requested requested -> new RequestedHosts(requested, this, context);
      case Discovery.OriginalDestination original -> new OriginalHosts(this);
    };
  }

  Cluster cluster() {
    return cluster;
  }

  LoopContext context() {
    return context;
  }

  SharedCluster shared() {
    return shared;
  }

  Hosts hosts() {
    return hosts;
  }

  HostPool newPool(InetSocketAddress address, Optional<UpstreamTls> tls) {
    return new HostPool(address, tls, cluster, connector, context, shared.breaker());
  }
}
