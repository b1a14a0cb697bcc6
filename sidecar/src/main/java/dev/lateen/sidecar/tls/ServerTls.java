package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.model.DownstreamTls;
import dev.lateen.sidecar.model.TlsTrust;
import dev.lateen.sidecar.stats.TlsCounters;
import dev.lateen.sidecar.stats.TlsFailure;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Terminates TLS of connections. Safe for all threads. */
public final class ServerTls {
  private final SslContext context;
  private final long handshakeMillis;
  private final boolean mutual;
  private final Instant ownUntil;

  ServerTls(DownstreamTls settings, MeshMaterial material, TlsEngine engine) {
    context = SslContexts.server(settings, material, engine);
    handshakeMillis = settings.handshakeTimeout().toMillis();
    mutual =
        settings.parameters().trust() instanceof TlsTrust.Mesh
            && settings.requireClientCertificate();
    ownUntil = material.ownUntil();
  }

  SslContext context() {
    return context;
  }

  /**
   * Puts TLS at the end of a channel's pipeline. A failed handshake closes the channel, and so does
   * a peer that is not to be served.
   *
   * @param loop of the channel
   * @param then runs on the channel's loop when the handshake succeeded, before anything decrypted
   *     is passed on; told the handler
   */
  public void terminate(
      Channel channel, LoopTls loop, TlsCounters counters, Consumer<SslHandler> then) {
    SslHandler handler = context.newHandler(channel.alloc());
    handler.setHandshakeTimeoutMillis(handshakeMillis);
    handler
        .handshakeFuture()
        .addListener(
            done -> {
              Optional<TlsFailure> refusal = refusal(done, channel, loop, handler);
              if (refusal.isEmpty()) {
                counters.handshakes.increment();
                HandshakeErrors.leave(channel.pipeline());
                then.accept(handler);
              } else {
                counters.failed(refusal.get()).increment();
                loop.refusals().refused(channel, refusal.get(), detail(done));
                channel.close();
              }
            });
    channel.pipeline().addLast(handler, HandshakeErrors.INSTANCE);
  }

  private Optional<TlsFailure> refusal(
      Future<? super Channel> done, Channel channel, LoopTls loop, SslHandler handler) {
    if (!done.isSuccess()) {
      return Optional.of(Handshakes.reason(done.cause()));
    }
    return mutual ? loop.admit(channel, handler, ownUntil) : Optional.empty();
  }

  private static String detail(Future<? super Channel> done) {
    return done.isSuccess() ? "" : String.valueOf(done.cause().getMessage());
  }
}
