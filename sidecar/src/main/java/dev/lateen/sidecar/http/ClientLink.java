package dev.lateen.sidecar.http;

import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.stats.ListenerCounters;
import dev.lateen.sidecar.worker.Worker;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponseStatus;

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

  /** Writes the last response of the connection, to a request that was not understood. */
  void refuse(HttpResponseStatus status) {
    counters.requestsInvalid.increment();
    counters.responses.count(status.code());
    var reply = LocalReply.of(status, "");
    ResponseEditor.frame(reply, false, false, false);
    encoder.answeringHead(false);
    channel.write(reply, channel.voidPromise());
  }
}
