package dev.lateen.sidecar.tcp;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.loop.Share;
import dev.lateen.sidecar.model.TcpFault;
import dev.lateen.sidecar.model.TcpProxy;
import dev.lateen.sidecar.stats.ClusterCounters;
import dev.lateen.sidecar.stats.Counter;
import dev.lateen.sidecar.stats.ListenerCounters;
import dev.lateen.sidecar.tls.PeerIdentity;
import dev.lateen.sidecar.upstream.ClusterRuntime;
import dev.lateen.sidecar.upstream.Origin;
import dev.lateen.sidecar.upstream.UpstreamFailure;
import dev.lateen.sidecar.worker.ManagedConnection;
import dev.lateen.sidecar.worker.RouteState;
import dev.lateen.sidecar.worker.Worker;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A client's connection that is passed through to one endpoint. Nothing is read from it until the
 * endpoint is connected.
 */
public final class TcpConnection implements ManagedConnection {
  private final Channel client;
  private final Worker worker;
  private final String acceptedBy;
  private final ListenerCounters counters;

  private final TcpProxy proxy;
  private final Origin origin;
  private final RouteState state;
  private final Optional<ConnectionLog> log;
  private final PipeEnd end = new PipeEnd();
  private final Deadline fatal =
      new Deadline() {
        @Override
        protected void expired() {
          reset();
        }
      };

  private TcpConnection(
      Channel client,
      Worker worker,
      String acceptedBy,
      Origin origin,
      TcpProxy proxy,
      ListenerCounters counters) {
    this.client = client;
    this.worker = worker;
    this.acceptedBy = acceptedBy;
    this.origin = origin;
    this.proxy = proxy;
    this.counters = counters;
    this.log =
        proxy.accessLogs().isEmpty()
            ? Optional.empty()
            : Optional.of(new ConnectionLog(origin, PeerIdentity.principalOf(client)));
    this.state = worker.active().routeStates().of(proxy);
  }

  /**
   * Serves an accepted connection.
   *
   * @param acceptedBy name of the listener that accepted it
   * @param origin where it wanted to go
   * @param proxy what to do
   * @param counters of the listener that serves it
   */
  public static void serve(
      Channel client,
      Worker worker,
      String acceptedBy,
      Origin origin,
      TcpProxy proxy,
      ListenerCounters counters) {
    new TcpConnection(client, worker, acceptedBy, origin, proxy, counters).start();
  }

  private void start() {
    client.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    client.config().setAutoRead(false);
    client.pipeline().addLast(end);
    worker.add(this);
    client.closeFuture().addListener(closed -> ended());
    proxy.fault().terminate().filter(fault -> isHit(state.abort())).ifPresent(this::terminate);
    Optional<ClusterRuntime> cluster =
        proxy.clusters().isEmpty() || !client.isOpen() ? Optional.empty() : choose();
    cluster.ifPresentOrElse(chosen -> connect(chosen, proxy.maxConnectAttempts()), client::close);
  }

  private void ended() {
    fatal.disarm();
    worker.remove(this);
    log.ifPresent(written -> worker.logs().write(proxy.accessLogs(), written));
  }

  private boolean isHit(Optional<Share> share) {
    return share.isPresent() && share.get().next(worker.index());
  }

  private void terminate(TcpFault.Terminate fault) {
    if (fault.afterPeriod().isZero()) {
      reset();
    } else {
      worker.context().deadlines().arm(fatal, fault.afterPeriod());
    }
  }

  /** As a crash would: nothing is said any more, also not by TLS. */
  private void reset() {
    client.config().setOption(ChannelOption.SO_LINGER, 0);
    client.unsafe().closeForcibly();
  }

  private Optional<ClusterRuntime> choose() {
    String chosen = state.choose(proxy.clusters(), worker.index()).cluster();
    log.ifPresent(written -> written.cluster(chosen));
    return worker.cluster(chosen);
  }

  private void connect(ClusterRuntime cluster, int attempts) {
    cluster.connect(
        origin,
        (upstream, failure) -> {
          if (upstream.isPresent()) {
            join(upstream.get(), cluster.counters());
          } else if (attempts > 1
              && client.isActive()
              && failure.equals(Optional.of(UpstreamFailure.CONNECT))) {
            connect(cluster, attempts - 1);
          } else {
            client.close();
          }
        });
  }

  private void join(Channel upstream, ClusterCounters cluster) {
    if (!client.isActive()) {
      upstream.close();
      return;
    }
    PipeEnd far = new PipeEnd();
    upstream.pipeline().addLast(far);
    BytePipe pipe = new BytePipe(worker.context().deadlines(), proxy.idleTimeout());
    proxy
        .fault()
        .throttle()
        .filter(fault -> isHit(state.delay()))
        .ifPresent(fault -> pipe.throttle(fault, end, far));
    pipe.join(
        end,
        far,
        counted(counters.bytesReceived, cluster.bytesSent, ConnectionLog::bytesReceived),
        counted(counters.bytesSent, cluster.bytesReceived, ConnectionLog::bytesSent));
    log.ifPresent(written -> written.upstream(upstream));
  }

  private List<Counter> counted(
      Counter ofListener, Counter ofCluster, Function<ConnectionLog, Counter> ofConnection) {
    return log.map(written -> List.of(ofListener, ofCluster, ofConnection.apply(written)))
        .orElseGet(() -> List.of(ofListener, ofCluster));
  }

  @Override
  public String acceptedBy() {
    return acceptedBy;
  }

  /**
   * Bytes have no end of their own: the connection lives on until a peer ends it or the drain time
   * is over.
   */
  @Override
  public void drain() {
    // nothing to announce
  }

  @Override
  public void close() {
    client.close();
  }
}
