package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.model.SubjectNameMatch;
import dev.lateen.sidecar.model.UpstreamTls;
import dev.lateen.sidecar.stats.TlsCounters;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
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

  ClientTls(UpstreamTls settings, TlsEngine engine) {
    serverName = settings.serverName().flatMap(ClientTls::hostName);
    irregularName = settings.serverName().filter(name -> serverName.isEmpty());
    context = SslContexts.client(settings.parameters(), names(settings), engine);
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
   */
  public SslHandler originate(
      Channel channel, InetSocketAddress peer, Duration handshake, TlsCounters counters) {
    String host = irregularName.orElseGet(() -> NetUtil.toAddressString(peer.getAddress()));
    SslHandler handler = context.newHandler(channel.alloc(), host, peer.getPort());
    handler.setHandshakeTimeoutMillis(handshake.toMillis());
    serverName.ifPresent(name -> ask(handler, name));
    handler
        .handshakeFuture()
        .addListener(
            done -> {
              if (done.isSuccess()) {
                counters.handshakes.increment();
              } else {
                counters.failed(Handshakes.reason(done.cause())).increment();
              }
            });
    channel.pipeline().addLast(handler);
    return handler;
  }

  private static void ask(SslHandler handler, SNIServerName name) {
    SSLParameters parameters = handler.engine().getSSLParameters();
    parameters.setServerNames(List.of(name));
    handler.engine().setSSLParameters(parameters);
  }
}
