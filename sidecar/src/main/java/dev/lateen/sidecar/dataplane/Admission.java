package dev.lateen.sidecar.dataplane;

import dev.lateen.sidecar.capture.FirstBytes;
import dev.lateen.sidecar.http.ConnectionInfo;
import dev.lateen.sidecar.http.ProtocolDetector;
import dev.lateen.sidecar.model.ConnectionFacts;
import dev.lateen.sidecar.model.DownstreamTls;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.Sniffed;
import dev.lateen.sidecar.model.TcpProxy;
import dev.lateen.sidecar.stats.ListenerCounters;
import dev.lateen.sidecar.stats.TlsCounters;
import dev.lateen.sidecar.stats.TlsFailure;
import dev.lateen.sidecar.tcp.TcpConnection;
import dev.lateen.sidecar.tls.LoopTls;
import dev.lateen.sidecar.tls.PeerIdentity;
import dev.lateen.sidecar.upstream.Origin;
import dev.lateen.sidecar.worker.ActiveModel;
import dev.lateen.sidecar.worker.ManagedConnection;
import dev.lateen.sidecar.worker.Worker;
import io.netty.channel.Channel;
import java.util.Optional;

/**
 * A connection between its acceptance and what serves it: its first bytes are looked at where that
 * decides something, then its filter chain is chosen, then TLS is terminated.
 */
final class Admission implements ManagedConnection {
  private final Channel channel;
  private final Worker worker;
  private final String acceptedBy;
  private final Origin origin;
  private final ConnectionFacts facts;

  Admission(
      Channel channel, Worker worker, String acceptedBy, Origin origin, ConnectionFacts facts) {
    this.channel = channel;
    this.worker = worker;
    this.acceptedBy = acceptedBy;
    this.origin = origin;
    this.facts = facts;
  }

  void begin() {
    Optional<Listener> listener = worker.active().serving(acceptedBy, facts.destination());
    if (listener.isEmpty()) {
      channel.close();
      return;
    }
    worker.admit();
    count(counters(listener.get()));
    if (listener.get().waitsFor(facts)) {
      manage();
      FirstBytes.wait(
          channel, listener.get().detectionFor(facts), worker.context().deadlines(), this::choose);
    } else {
      choose(Sniffed.PLAIN);
    }
  }

  private ListenerCounters counters(Listener listener) {
    return worker.context().counters().listener(listener.name());
  }

  private void count(ListenerCounters counters) {
    counters.connections.increment();
    counters.connectionsActive.increment();
    channel.closeFuture().addListener(closed -> counters.connectionsActive.decrement());
  }

  /** While it waits for its peer it is to be closed like any other. */
  private void manage() {
    worker.add(this);
    channel.closeFuture().addListener(closed -> worker.remove(this));
  }

  private void choose(Sniffed sniffed) {
    ConnectionFacts known = facts.with(sniffed);
    Optional<ActiveModel.Target> target = worker.active().target(acceptedBy, known);
    if (target.isEmpty()) {
      refuse(known);
      return;
    }
    Optional<DownstreamTls> tls = target.get().chain().tls();
    if (tls.isPresent()) {
      terminate(tls.get(), known, target.get());
    } else {
      serve(known, target.get());
    }
  }

  /** Nothing is done for a client before it has proved who it is. */
  private void terminate(DownstreamTls tls, ConnectionFacts known, ActiveModel.Target target) {
    manage();
    TlsCounters counters = counters(target.listener()).tls;
    LoopTls loop = worker.context().tls();
    loop.contexts()
        .server(tls)
        .ifPresentOrElse(
            server -> server.terminate(channel, loop, counters, handler -> serve(known, target)),
            () -> close(counters, TlsFailure.NO_IDENTITY));
  }

  /** Nothing here is for such a connection; where that is for want of TLS it is said. */
  private void refuse(ConnectionFacts known) {
    Optional<Listener> demanding =
        worker
            .active()
            .serving(acceptedBy, known.destination())
            .filter(listener -> listener.demandsTls(known));
    if (demanding.isPresent()) {
      close(counters(demanding.get()).tls, TlsFailure.PLAINTEXT);
    } else {
      channel.close();
    }
  }

  private void close(TlsCounters counters, TlsFailure reason) {
    counters.failed(reason).increment();
    worker.context().tls().refusals().refused(channel, reason, "");
    channel.close();
  }

  private void serve(ConnectionFacts known, ActiveModel.Target target) {
    worker.remove(this);
    switch (target.chain().filter()) {
      case HttpConnectionManager manager ->
          ProtocolDetector.serve(channel, worker, info(known), target, manager);
      case TcpProxy proxy ->
          TcpConnection.serve(
              channel, worker, acceptedBy, origin, proxy, counters(target.listener()));
    }
  }

  private ConnectionInfo info(ConnectionFacts known) {
    return new ConnectionInfo(acceptedBy, known, origin, PeerIdentity.principalOf(channel));
  }

  @Override
  public String acceptedBy() {
    return acceptedBy;
  }

  /** What the peer has begun to say is listened to. */
  @Override
  public void drain() {
    // it ends when it is served, or its patience does
  }

  @Override
  public void close() {
    channel.close();
  }
}
