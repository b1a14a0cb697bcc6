package dev.lateen.sidecar.tcp;

import dev.lateen.sidecar.model.TcpProxy;
import dev.lateen.sidecar.model.WeightedCluster;
import dev.lateen.sidecar.stats.ClusterCounters;
import dev.lateen.sidecar.stats.ListenerCounters;
import dev.lateen.sidecar.upstream.ClusterRuntime;
import dev.lateen.sidecar.upstream.Origin;
import dev.lateen.sidecar.worker.ManagedConnection;
import dev.lateen.sidecar.worker.Worker;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.util.List;
import java.util.Optional;

/**
 * A client's connection that is passed through to one endpoint. Nothing is read from it until the
 * endpoint is connected.
 */
public final class TcpConnection implements ManagedConnection {
  private final Channel client;
  private final Worker worker;
  private final String acceptedBy;
  private final ListenerCounters counters;

  private TcpConnection(
      Channel client, Worker worker, String acceptedBy, ListenerCounters counters) {
    this.client = client;
    this.worker = worker;
    this.acceptedBy = acceptedBy;
    this.counters = counters;
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
    new TcpConnection(client, worker, acceptedBy, counters).start(origin, proxy);
  }

  private void start(Origin origin, TcpProxy proxy) {
    client.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    client.config().setAutoRead(false);
    PipeEnd end = new PipeEnd();
    client.pipeline().addLast(end);
    worker.add(this);
    client.closeFuture().addListener(closed -> worker.remove(this));
    Optional<ClusterRuntime> cluster =
        proxy.clusters().isEmpty() ? Optional.empty() : choose(proxy);
    if (cluster.isEmpty()) {
      client.close();
      return;
    }
    cluster
        .get()
        .connect(
            origin,
            (upstream, failure) ->
                upstream.ifPresentOrElse(
                    channel -> join(end, channel, proxy, cluster.get().counters()), client::close));
  }

  private Optional<ClusterRuntime> choose(TcpProxy proxy) {
    WeightedCluster chosen =
        worker.active().routeStates().of(proxy).choose(proxy.clusters(), worker.index());
    return worker.cluster(chosen.cluster());
  }

  private void join(PipeEnd end, Channel upstream, TcpProxy proxy, ClusterCounters cluster) {
    if (!client.isActive()) {
      upstream.close();
      return;
    }
    PipeEnd far = new PipeEnd();
    upstream.pipeline().addLast(far);
    new BytePipe(worker.context().deadlines(), proxy.idleTimeout())
        .join(
            end,
            far,
            List.of(counters.bytesReceived, cluster.bytesSent),
            List.of(counters.bytesSent, cluster.bytesReceived));
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
