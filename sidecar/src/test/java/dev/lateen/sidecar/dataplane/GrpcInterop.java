package dev.lateen.sidecar.dataplane;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.DownstreamTls;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.NetworkFilter;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.TcpProxy;
import dev.lateen.sidecar.model.TlsCertificate;
import dev.lateen.sidecar.model.TlsParameters;
import dev.lateen.sidecar.model.UpstreamTls;
import dev.lateen.sidecar.model.VirtualHost;
import dev.lateen.sidecar.tls.TestCertificates;
import dev.lateen.sidecar.tls.TestCertificates.Authority;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptors;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.testing.integration.AbstractInteropTest;
import io.grpc.testing.integration.TestServiceImpl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Client and server of gRPC's own interoperability suite, with the sidecars of both between them.
 */
final class GrpcInterop extends AbstractInteropTest implements AutoCloseable {
  private static final Authority MESH = TestCertificates.authority("mesh");
  private static final TlsCertificate.Given OWN = MESH.forHost("callee").model();
  private static final String SERVER = "server";

  /** What is spoken between the sidecars. */
  enum Link {
    /** HTTP/2 in the clear. */
    H2C,
    /** HTTP/2 by mutual TLS of the sidecars. */
    MUTUAL_TLS,
    /** TLS of client and server themselves, which the sidecars pass through. */
    PASSED_THROUGH
  }

  private final Link link;
  private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
  private final Server server;
  private final Proxy callee = new Proxy();
  private final Proxy caller = new Proxy();

  GrpcInterop(Link link) throws Exception {
    this.link = link;
    this.server =
        Grpc.newServerBuilderForPort(0, serverCredentials())
            .maxInboundMessageSize(MAX_MESSAGE_SIZE)
            .addService(
                ServerInterceptors.intercept(
                    new TestServiceImpl(executor), TestServiceImpl.interceptors()))
            .build()
            .start();
    connectSidecars();
    setUp();
  }

  private ServerCredentials serverCredentials() {
    try {
      return link == Link.PASSED_THROUGH
          ? TlsServerCredentials.create(pem(OWN.chain()), pem(OWN.privateKey()))
          : InsecureServerCredentials.create();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected ManagedChannelBuilder<?> createChannelBuilder() {
    try {
      int port = caller.address("http").getPort();
      return link == Link.PASSED_THROUGH
          ? Grpc.newChannelBuilderForAddress(
                  "127.0.0.1",
                  port,
                  TlsChannelCredentials.newBuilder().trustManager(pem(MESH.pem())).build())
              .overrideAuthority("callee")
              .maxInboundMessageSize(MAX_MESSAGE_SIZE)
          : Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create())
              .maxInboundMessageSize(MAX_MESSAGE_SIZE);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void connectSidecars() throws Exception {
    FilterChain chain = FilterChain.any(filter());
    callee.apply(
        ProxyModel.of(
            "1",
            List.of(
                Proxy.listener(
                    "http",
                    link == Link.MUTUAL_TLS
                        ? chain.withTls(DownstreamTls.mutual(parameters()))
                        : chain)),
            List.of(cluster(server.getPort()))));
    Cluster next = cluster(callee.address("http").getPort());
    caller.apply(
        Proxy.model(
            "1",
            filter(),
            link == Link.MUTUAL_TLS ? next.withTls(UpstreamTls.to("callee", parameters())) : next));
  }

  private NetworkFilter filter() {
    Route route = Route.of(RouteMatch.ANY, Forward.to(SERVER));
    return link == Link.PASSED_THROUGH
        ? TcpProxy.to("tcp", SERVER)
        : HttpConnectionManager.of(
            "http",
            new RouteTable("http", List.of(new VirtualHost("all", List.of("*"), List.of(route)))));
  }

  private static TlsParameters parameters() {
    return TlsParameters.trusting(MESH.trust()).withCertificate(OWN);
  }

  private static Cluster cluster(int port) {
    return Cluster.of(SERVER, List.of(Endpoint.of("127.0.0.1", port))).withHttp2();
  }

  private static InputStream pem(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** What the server measured is not what the client sent: others are between them. */
  @Override
  protected boolean metricsExpected() {
    return false;
  }

  @Override
  public void close() {
    tearDown();
    server.shutdownNow();
    executor.shutdownNow();
    caller.close();
    callee.close();
  }
}
