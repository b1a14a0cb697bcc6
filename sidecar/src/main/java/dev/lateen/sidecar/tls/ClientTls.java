package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.model.SubjectNameMatch;
import dev.lateen.sidecar.model.TlsTrust;
import dev.lateen.sidecar.model.UpstreamTls;
import dev.lateen.sidecar.stats.TlsCounters;
import dev.lateen.sidecar.stats.TlsFailure;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;

/** Makes the TLS of connections to endpoints with one server name. Safe for all threads. */
public final class ClientTls {
  private final Optional<SNIServerName> serverName;
  private final Optional<String> irregularName;
  private final SslContext context;
  private final boolean mutual;
  private final Instant ownUntil;

  ClientTls(UpstreamTls settings, MeshMaterial material, TlsEngine engine) {
    serverName = settings.serverName().flatMap(ClientTls::hostName);
    irregularName = settings.serverName().filter(name -> serverName.isEmpty());
    context = SslContexts.client(settings.parameters(), names(settings), material, engine);
    mutual = settings.parameters().trust() instanceof TlsTrust.Mesh;
    ownUntil = material.ownUntil();
  }

  /** Java refuses names with an underscore, which meshes use. */
  private static Optional<SNIServerName> hostName(String name) {
    try {
      return Optional.of(new SNIHostName(name));
    } catch (IllegalArgumentException irregular) {
      return Optional.empty();
    }
  }

  private static List<SubjectNameMatch> names(UpstreamTls settings) {
    List<SubjectNameMatch> given = settings.parameters().subjectNames();
    return given.isEmpty() || settings.verifiesServerName()
        ? settings.serverName().map(SubjectNameMatch::host).stream().toList()
        : given;
  }

  SslContext context() {
    return context;
  }

  /**
   * Puts TLS at the end of a channel's pipeline.
   *
   * @param peer the endpoint; sessions with it are resumed
   * @param handshake how long it may take
   * @param loop of the channel
   * @return done when the endpoint has proved who it is
   */
  public Future<Channel> originate(
      Channel channel,
      InetSocketAddress peer,
      Duration handshake,
      LoopTls loop,
      TlsCounters counters) {
    String host = irregularName.orElseGet(() -> NetUtil.toAddressString(peer.getAddress()));
    SslHandler handler = context.newHandler(channel.alloc(), host, peer.getPort());
    handler.setHandshakeTimeoutMillis(handshake.toMillis());
    serverName.ifPresent(name -> ask(handler, name));
    Promise<Channel> proved = channel.eventLoop().newPromise();
    handler
        .handshakeFuture()
        .addListener(
            done -> {
              if (done.isSuccess()) {
                admit(channel, handler, loop, counters, proved);
              } else {
                counters.failed(Handshakes.reason(done.cause())).increment();
                proved.setFailure(done.cause());
              }
            });
    channel.pipeline().addLast(handler, HandshakeErrors.INSTANCE);
    return proved;
  }

  private void admit(
      Channel channel,
      SslHandler handler,
      LoopTls loop,
      TlsCounters counters,
      Promise<Channel> proved) {
    Optional<TlsFailure> refusal =
        mutual ? loop.admit(channel, handler, ownUntil) : Optional.empty();
    if (refusal.isEmpty()) {
      counters.handshakes.increment();
      HandshakeErrors.leave(channel.pipeline());
      proved.setSuccess(channel);
    } else {
      counters.failed(refusal.get()).increment();
      proved.setFailure(new PeerRefusedException(refusal.get(), "the session is good no more"));
    }
  }

  private static void ask(SslHandler handler, SNIServerName name) {
    SSLParameters parameters = handler.engine().getSSLParameters();
    parameters.setServerNames(List.of(name));
    handler.engine().setSSLParameters(parameters);
  }
}
