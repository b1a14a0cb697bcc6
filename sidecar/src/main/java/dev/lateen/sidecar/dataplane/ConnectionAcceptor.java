package dev.lateen.sidecar.dataplane;

import dev.lateen.sidecar.capture.OriginalDestinations;
import dev.lateen.sidecar.http.ClientConnection;
import dev.lateen.sidecar.http.ConnectionInfo;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.TcpProxy;
import dev.lateen.sidecar.stats.ListenerCounters;
import dev.lateen.sidecar.tcp.TcpConnection;
import dev.lateen.sidecar.upstream.Origin;
import dev.lateen.sidecar.worker.ActiveModel;
import dev.lateen.sidecar.worker.Worker;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/** Gives an accepted connection to what serves it. */
@Sharable
final class ConnectionAcceptor extends ChannelInitializer<Channel> {
  private final String listenerName;
  private final Map<EventLoop, Worker> workers;
  private final OriginalDestinations destinations;

  ConnectionAcceptor(
      String listenerName, Map<EventLoop, Worker> workers, OriginalDestinations destinations) {
    this.listenerName = listenerName;
    this.workers = workers;
    this.destinations = destinations;
  }

  @Override
  protected void initChannel(Channel channel) {
    Worker worker = workers.get(channel.eventLoop());
    Optional<Listener> listener = worker.active().bound(listenerName);
    Optional<InetSocketAddress> original =
        listener
            .filter(Listener::usesOriginalDestination)
            .flatMap(captured -> destinations.of(channel));
    InetSocketAddress destination =
        original.orElseGet(() -> (InetSocketAddress) channel.localAddress());
    Optional<ActiveModel.Target> target = worker.active().target(listenerName, destination);
    if (target.isEmpty() || worker.isDraining()) {
      channel.close();
      return;
    }
    ListenerCounters counters =
        worker.context().counters().listener(target.get().listener().name());
    count(channel, counters);
    ConnectionInfo info =
        new ConnectionInfo(listenerName, destination, new Origin(original, source(channel)));
    secure(channel, worker, info, target.get(), counters);
  }

  private static Optional<InetAddress> source(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress remote
        ? Optional.of(remote.getAddress())
        : Optional.empty();
  }

  /** Nothing is done for a client before it has proved who it is. */
  private static void secure(
      Channel channel,
      Worker worker,
      ConnectionInfo info,
      ActiveModel.Target target,
      ListenerCounters counters) {
    target
        .chain()
        .tls()
        .ifPresentOrElse(
            tls ->
                worker
                    .context()
                    .tls()
                    .server(tls)
                    .terminate(
                        channel, counters.tls, handler -> serve(channel, worker, info, target)),
            () -> serve(channel, worker, info, target));
  }

  private static void count(Channel channel, ListenerCounters counters) {
    counters.connections.increment();
    counters.connectionsActive.increment();
    channel.closeFuture().addListener(closed -> counters.connectionsActive.decrement());
  }

  private static void serve(
      Channel channel, Worker worker, ConnectionInfo info, ActiveModel.Target target) {
    switch (target.chain().filter()) {
      case HttpConnectionManager manager ->
          ClientConnection.serve(channel, worker, info, target, manager);
      case TcpProxy proxy ->
          TcpConnection.serve(
              channel,
              worker,
              info.acceptedBy(),
              info.origin(),
              proxy,
              worker.context().counters().listener(target.listener().name()));
    }
  }
}
