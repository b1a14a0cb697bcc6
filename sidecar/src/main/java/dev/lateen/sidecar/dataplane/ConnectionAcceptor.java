package dev.lateen.sidecar.dataplane;

import dev.lateen.sidecar.capture.OriginalDestinations;
import dev.lateen.sidecar.model.ConnectionFacts;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.Sniffed;
import dev.lateen.sidecar.upstream.Origin;
import dev.lateen.sidecar.worker.Worker;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
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
    InetSocketAddress source = (InetSocketAddress) channel.remoteAddress();
    Origin origin = new Origin(original, Optional.of(source.getAddress()));
    new Admission(
            channel,
            worker,
            listenerName,
            origin,
            new ConnectionFacts(destination, source, Sniffed.PLAIN))
        .begin();
  }
}
