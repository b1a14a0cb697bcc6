package dev.lateen.sidecar.identity;

import dev.lateen.sidecar.config.HostPort;
import dev.lateen.sidecar.config.IdentityConfig;
import dev.lateen.sidecar.x509.Pem;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The way to Citadel: gRPC over TLS. Roots are read for each connection, as they change meanwhile.
 *
 * @param address of Citadel
 * @param loops shared with the data path
 * @param sockets of the kind the loops need
 */
public record CitadelChannel(
    HostPort address,
    IdentityConfig config,
    EventLoopGroup loops,
    ChannelFactory<? extends SocketChannel> sockets) {

  /**
   * Makes a call by a connection of its own, and blocks as long as the call does.
   *
   * @param own the identity to show, if any
   * @param call has to be over when it returns
   * @throws IOException when the roots cannot be read
   */
  public <R> R call(Optional<Svid> own, Function<Channel, R> call) throws IOException {
    ManagedChannel channel = open(own);
    try {
      return call.apply(channel);
    } finally {
      channel.shutdownNow();
    }
  }

  private ManagedChannel open(Optional<Svid> own) throws IOException {
    return builder(own).directExecutor().build();
  }

  /**
   * A connection that is to be made.
   *
   * @param own the identity to show, if any
   * @throws IOException when the roots cannot be read
   */
  public NettyChannelBuilder builder(Optional<Svid> own) throws IOException {
    return NettyChannelBuilder.forAddress(address.host(), address.port())
        .sslContext(tls(own))
        .eventLoopGroup(loops)
        .channelFactory(sockets);
  }

  private SslContext tls(Optional<Svid> own) throws IOException {
    List<X509Certificate> roots =
        Pem.certificates(Files.readString(config.roots(), StandardCharsets.US_ASCII));
    SslContextBuilder builder =
        GrpcSslContexts.forClient().trustManager(roots.toArray(X509Certificate[]::new));
    own.ifPresent(
        svid -> builder.keyManager(svid.key(), svid.chain().toArray(X509Certificate[]::new)));
    return builder.build();
  }
}
