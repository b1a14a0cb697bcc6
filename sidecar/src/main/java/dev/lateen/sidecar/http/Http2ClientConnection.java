package dev.lateen.sidecar.http;

import dev.lateen.sidecar.http2.Http2Connection;
import dev.lateen.sidecar.http2.Http2ConnectionListener;
import dev.lateen.sidecar.http2.Http2Limits;
import dev.lateen.sidecar.http2.Http2Stream;
import dev.lateen.sidecar.http2.Http2StreamListener;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.stats.ListenerCounters;
import dev.lateen.sidecar.worker.ActiveModel;
import dev.lateen.sidecar.worker.ManagedConnection;
import dev.lateen.sidecar.worker.Worker;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;

/** A client's HTTP/2 connection: any number of exchanges at a time, one per stream. */
public final class Http2ClientConnection implements ManagedConnection, Http2ConnectionListener {
  private final Worker worker;
  private final ConnectionInfo info;
  private final Served served;
  private final ListenerCounters counters;
  private final Http2Connection connection;

  private Http2ClientConnection(Channel channel, Worker worker, ConnectionInfo info, Served by) {
    this.worker = worker;
    this.info = info;
    this.served = by;
    this.counters = worker.context().counters().listener(by.listener().name());
    this.connection =
        Http2Connection.serve(channel, limits(by.manager()), worker.context().deadlines(), this);
  }

  /**
   * Serves a connection whose first bytes will be the preface of HTTP/2, with this connection
   * manager, the filter of the target's chain.
   */
  public static void serve(
      Channel channel,
      Worker worker,
      ConnectionInfo info,
      ActiveModel.Target target,
      HttpConnectionManager manager) {
    serve(channel, worker, info, new Served(worker, info, target.listener(), manager));
  }

  private static Http2ClientConnection serve(
      Channel channel, Worker worker, ConnectionInfo info, Served by) {
    Http2ClientConnection connection = new Http2ClientConnection(channel, worker, info, by);
    worker.add(connection);
    channel.closeFuture().addListener(closed -> worker.remove(connection));
    if (worker.isDraining()) {
      connection.drain();
    }
    return connection;
  }

  /**
   * Serves a connection that was HTTP/1 until this request, which becomes its first stream.
   *
   * @param settings payload of SETTINGS
   */
  static void upgrade(ClientLink link, HttpRequest request, byte[] settings) {
    serve(link.channel(), link.worker(), link.info(), link.served())
        .connection
        .upgraded(settings, request);
  }

  private static Http2Limits limits(HttpConnectionManager manager) {
    Http2Limits defaults = Http2Limits.DEFAULT;
    return new Http2Limits(
        manager.http2().maxConcurrentStreams(),
        manager.http2().streamWindow(),
        manager.http2().connectionWindow(),
        defaults.unreadBytes(),
        manager.limits().maxHeaderBytes(),
        manager.limits().maxHeaders(),
        defaults.maxResetsPerSecond(),
        defaults.maxControlFramesPerSecond(),
        manager.limits().headersTimeout(),
        manager.limits().bodyTimeout(),
        manager.limits().idleTimeout());
  }

  @Override
  public Http2StreamListener accept(Http2Stream stream) {
    return new Http2ClientStream(this, stream);
  }

  @Override
  public void capacityChanged() {
    // the client opens streams
  }

  @Override
  public void goingAway() {
    // the client is the one that opens streams
  }

  @Override
  public void closed() {
    // the worker hears of it from the channel
  }

  Worker worker() {
    return worker;
  }

  ConnectionInfo info() {
    return info;
  }

  ListenerCounters counters() {
    return counters;
  }

  Served served() {
    return served;
  }

  @Override
  public String acceptedBy() {
    return info.acceptedBy();
  }

  @Override
  public void drain() {
    connection.drain();
  }

  @Override
  public void close() {
    connection.close();
  }
}
