package dev.lateen.operator.authority;

import dev.lateen.citadel.authority.Authority;
import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.serving.MeshServer;
import dev.lateen.citadel.x509.Pem;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Listens for workloads that want a certificate, and for their proxies: gRPC over TLS, with a
 * certificate of the authority itself. A caller may show a certificate below any trusted root;
 * whether it proves anything the service decides. Both may be exchanged while it runs. Belongs to
 * one thread.
 */
final class CertificateServer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(CertificateServer.class);

  private static final int KEEPALIVE_SECONDS = 30;

  private final AdvancedTlsX509KeyManager own = new AdvancedTlsX509KeyManager();
  private final AdvancedTlsX509TrustManager trusted;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Server server;

  /** One that does not listen yet. */
  CertificateServer(InetSocketAddress address, List<ServerServiceDefinition> services) {
    try {
      this.trusted =
          AdvancedTlsX509TrustManager.newBuilder()
              .setVerification(
                  AdvancedTlsX509TrustManager.Verification.CERTIFICATE_ONLY_VERIFICATION)
              .build();
      var builder =
          NettyServerBuilder.forAddress(address)
              .sslContext(
                  GrpcSslContexts.configure(SslContextBuilder.forServer(own))
                      .trustManager(trusted)
                      .clientAuth(ClientAuth.OPTIONAL)
                      .build())
              .intercept(new CallContext())
              .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
              .permitKeepAliveTime(1, TimeUnit.SECONDS)
              .permitKeepAliveWithoutCalls(true)
              .executor(executor);
      services.forEach(builder::addService);
      this.server = builder.build();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  /** Goes on with a certificate of its own and with the roots of a state. */
  void use(MeshServer certificate, AuthorityState state) {
    try {
      own.updateIdentityCredentials(
          certificate.chain().toArray(X509Certificate[]::new), certificate.key());
      trusted.updateTrustCredentials(
          state.trusted().stream()
              .map(Authority::root)
              .map(Pem::certificate)
              .toArray(X509Certificate[]::new));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a root cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * Begins to listen.
   *
   * @throws UncheckedIOException if the port is taken
   */
  void start() {
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "lateen.identity.port: it cannot be listened on (%s); choose a free one"
              .formatted(e.getMessage()),
          e);
    }
    LOG.infof("identity listens port=%d", server.getPort());
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
    executor.close();
  }
}
