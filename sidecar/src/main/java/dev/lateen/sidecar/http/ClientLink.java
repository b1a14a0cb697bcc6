package dev.lateen.sidecar.http;

import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.stats.ListenerCounters;
import dev.lateen.sidecar.worker.Worker;
import io.netty.channel.Channel;

/**
 * What does not change about a client's connection.
 *
 * @param channel the connection
 * @param worker of its event loop
 * @param info where it came in
 * @param counters of the listener that serves it
 * @param encoder writes its responses
 * @param reading whether it is read
 * @param served by what it is served
 */
record ClientLink(
    Channel channel,
    Worker worker,
    ConnectionInfo info,
    ListenerCounters counters,
    ClientEncoder encoder,
    ClientReading reading,
    Served served) {
  static ClientLink of(
      Channel channel,
      Worker worker,
      ConnectionInfo info,
      Listener listener,
      HttpConnectionManager manager) {
    return new ClientLink(
        channel,
        worker,
        info,
        worker.context().counters().listener(listener.name()),
        new ClientEncoder(),
        new ClientReading(channel),
        new Served(worker, info, listener, manager));
  }
}
