package dev.lateen.sidecar.http;

import dev.lateen.sidecar.http1.MessageLimits;
import dev.lateen.sidecar.http1.ServerCodec;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.HttpLimits;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.stats.ListenerCounters;
import dev.lateen.sidecar.worker.Worker;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.ssl.SslHandler;

/**
 * What does not change about a client's connection.
 *
 * @param channel the connection
 * @param worker of its event loop
 * @param info where it came in
 * @param counters of the listener that serves it
 * @param codec reads its requests, writes its responses
 * @param reading whether it is read
 * @param served by what it is served
 */
record ClientLink(
    Channel channel,
    Worker worker,
    ConnectionInfo info,
    ListenerCounters counters,
    ServerCodec codec,
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
        new ServerCodec(limits(manager.limits())),
        new ClientReading(channel),
        new Served(worker, info, listener, manager));
  }

  /** Flushes and says that nothing follows, where the transport can say it. */
  void endOutput() {
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            written -> {
              if (channel instanceof DuplexChannel duplex
                  && channel.pipeline().get(SslHandler.class) == null) {
                duplex.shutdownOutput();
              }
            });
  }

  private static MessageLimits limits(HttpLimits limits) {
    return new MessageLimits(
        limits.maxRequestLineBytes(), limits.maxHeaderBytes(), limits.maxHeaders());
  }

  /** Writes the last response of the connection, to a request that was not understood. */
  void refuse(HttpResponseStatus status) {
    counters.requestsInvalid.increment();
    counters.responses.count(status.code());
    var reply = LocalReply.of(status, "");
    ResponseEditor.frame(reply, false, false, false);
    codec.answeringHead(false);
    channel.write(reply, channel.voidPromise());
  }
}
