package dev.lateen.sidecar.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lateen.sidecar.config.ProbeConfig;
import dev.lateen.sidecar.config.ProbeTarget;
import dev.lateen.sidecar.upstream.Transport;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The server of probes over real sockets, with real applications behind it. */
class ProbeServerIT {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final EventLoopGroup loops = Transport.loops(1);
  private final HttpClient http = HttpClient.newHttpClient();
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicReference<Optional<String>> notReady =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<String> seen = new AtomicReference<>("");
  private final HealthStatusManager health = new HealthStatusManager();
  private HttpServer web;
  private Server grpc;
  private int port;

  @BeforeEach
  void start() throws IOException {
    web = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    web.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          seen.set(
              exchange.getRequestHeaders().getFirst("X-Probe")
                  + " "
                  + exchange.getRequestHeaders().getFirst("Host"));
          if (path.equals("/slow")) {
            awaitRelease();
          }
          exchange.sendResponseHeaders(
              path.startsWith("/status/") ? Integer.parseInt(path.substring(8)) : 200, -1);
          exchange.close();
        });
    web.setExecutor(Thread::startVirtualThread);
    web.start();
    grpc =
        NettyServerBuilder.forAddress(new InetSocketAddress(LOOPBACK, 0))
            .addService(health.getHealthService())
            .build()
            .start();
    port = freePort();
    new ProbeServer(loops, "127.0.0.1", new ProbeConfig(port, targets()), notReady::get).start();
  }

  private void awaitRelease() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<ProbeTarget> targets() throws IOException {
    int application = web.getAddress().getPort();
    return List.of(
        http("ok", application, "/status/204"),
        http("moved", application, "/status/302"),
        http("ill", application, "/status/500"),
        new ProbeTarget("/app-health/web/slow", Duration.ofMillis(100), get(application, "/slow")),
        http("nobody", freePort(), "/"),
        target("tcp", new ProbeTarget.Tcp(application)),
        target("no-tcp", new ProbeTarget.Tcp(freePort())),
        target("grpc", new ProbeTarget.Grpc(grpc.getPort(), "")),
        target("grpc-service", new ProbeTarget.Grpc(grpc.getPort(), "orders")));
  }

  private static ProbeTarget http(String name, int port, String path) {
    return target(name, get(port, path));
  }

  private static ProbeTarget.Http get(int port, String path) {
    return new ProbeTarget.Http(port, path, false, List.of(Map.entry("X-Probe", "yes")));
  }

  private static ProbeTarget target(String name, ProbeTarget.Action action) {
    return new ProbeTarget("/app-health/web/" + name, Duration.ofMinutes(1), action);
  }

  @AfterEach
  void stop() {
    released.countDown();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    web.stop(0);
    grpc.shutdownNow();
  }

  @DisplayName(
      "UA-02 AU-015 TM-168 probes by HTTP are answered as the application answers the sidecar")
  @Test
  void httpProbesAreAnsweredAsTheApplicationDoes() throws Exception {
    assertThat(ask("/app-health/web/ok")).isEqualTo(200);
    assertThat(seen.get()).isEqualTo("yes 127.0.0.1:" + web.getAddress().getPort());
    assertThat(ask("/app-health/web/moved")).isEqualTo(200);
    assertThat(ask("/app-health/web/ill")).isEqualTo(503);
    assertThat(ask("/app-health/web/nobody")).isEqualTo(503);
  }

  @DisplayName("UA-02 probes by TCP ask whether the application accepts")
  @Test
  void tcpProbesAskWhetherTheApplicationAccepts() throws Exception {
    assertThat(ask("/app-health/web/tcp")).isEqualTo(200);
    assertThat(ask("/app-health/web/no-tcp")).isEqualTo(503);
  }

  @DisplayName("UA-02 probes by gRPC ask for the health of a service")
  @Test
  void grpcProbesAskForTheHealthOfAService() throws Exception {
    // Given
    health.setStatus("orders", ServingStatus.NOT_SERVING);

    // Then
    assertThat(ask("/app-health/web/grpc")).isEqualTo(200);
    assertThat(ask("/app-health/web/grpc-service")).isEqualTo(503);

    // When
    health.setStatus("orders", ServingStatus.SERVING);

    // Then
    assertThat(ask("/app-health/web/grpc-service")).isEqualTo(200);
  }

  @Test
  void applicationThatDoesNotAnswerInTimeIsIll() throws Exception {
    assertThat(ask("/app-health/web/slow")).isEqualTo(503);
  }

  @Test
  void tellsWhetherTheSidecarIsReadyAndNothingElse() throws Exception {
    assertThat(ask("/healthz/ready")).isEqualTo(200);
    notReady.set(Optional.of("waiting for discovery"));
    assertThat(ask("/healthz/ready")).isEqualTo(503);
    assertThat(ask("/config_dump")).isEqualTo(404);
    assertThat(ask("/drain")).isEqualTo(404);
    assertThat(ask("/app-health/web/other")).isEqualTo(404);
  }

  private int ask(String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }
}
