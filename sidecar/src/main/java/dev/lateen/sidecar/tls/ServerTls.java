package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.model.DownstreamTls;
import dev.lateen.sidecar.stats.TlsCounters;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.util.function.Consumer;

/** Terminates TLS of connections. Safe for all threads. */
public final class ServerTls {
  private final SslContext context;
  private final long handshakeMillis;

  ServerTls(DownstreamTls settings, TlsEngine engine) {
    context = SslContexts.server(settings, engine);
    handshakeMillis = settings.handshakeTimeout().toMillis();
  }

  SslContext context() {
    return context;
  }

  /**
   * Puts TLS at the end of a channel's pipeline. A failed handshake closes the channel.
   *
   * @param then runs on the channel's loop when the handshake succeeded, before anything decrypted
   *     is passed on; told the handler
   */
  public void terminate(Channel channel, TlsCounters counters, Consumer<SslHandler> then) {
    SslHandler handler = context.newHandler(channel.alloc());
    handler.setHandshakeTimeoutMillis(handshakeMillis);
    handler
        .handshakeFuture()
        .addListener(
            done -> {
              if (done.isSuccess()) {
                counters.handshakes.increment();
                then.accept(handler);
              } else {
                counters.failed(Handshakes.reason(done.cause())).increment();
                channel.close();
              }
            });
    channel.pipeline().addLast(handler);
  }
}
