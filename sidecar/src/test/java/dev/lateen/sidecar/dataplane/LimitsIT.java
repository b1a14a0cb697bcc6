package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.CircuitBreakers;
import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.ConnectionPool;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.ForwardBuilder;
import dev.lateen.sidecar.model.RetryPolicy;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.TcpProxy;
import dev.lateen.sidecar.stats.ClusterStatistics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The limits of a cluster, on two event loops, with an instance that answers when it is told to.
 */
class LimitsIT {
  private static final int MANY = 1024;
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final List<Route> TO_A = List.of(Route.of(RouteMatch.ANY, Forward.to("a")));

  private final CountDownLatch held = new CountDownLatch(1);
  private final List<Client> clients = new ArrayList<>();
  private Backend backend;
  private Proxy proxy;

  @BeforeEach
  void start() throws Exception {
    backend =
        Backend.answering(
            request -> {
              try {
                held.await(20, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return Backend.ok("done");
            });
    proxy = new Proxy();
  }

  @AfterEach
  void stop() throws Exception {
    held.countDown();
    for (Client client : clients) {
      client.close();
    }
    proxy.close();
    backend.close();
  }

  private Cluster limited(int connections, int pending, int requests, int retries) {
    return Proxy.cluster("a", backend)
        .withCircuitBreakers(new CircuitBreakers(connections, pending, requests, retries));
  }

  private void apply(Cluster cluster) throws Exception {
    proxy.apply(Proxy.httpModel("1", TO_A, cluster));
  }

  private Client ask() throws Exception {
    Client client = proxy.client();
    clients.add(client);
    return client.send(GET);
  }

  private ClusterStatistics counted() {
    return proxy.cluster("a");
  }

  @Test
  @DisplayName("TM-088 requests beyond httpMaxRequests are answered 503 at once and counted")
  void maxRequests() throws Exception {
    // Given two requests under way, on whatever loops
    apply(limited(MANY, MANY, 2, 3));
    Client first = ask();
    Client second = ask();
    Awaitility.await().until(() -> backend.requests.size() == 2);

    // When
    Wire.Message refused = ask().read();

    // Then
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("x-envoy-overloaded")).isEqualTo("true");
    assertThat(counted().limits().pendingOverflows()).isEqualTo(1);
    held.countDown();
    assertThat(first.read().status()).isEqualTo(200);
    assertThat(second.read().status()).isEqualTo(200);
    assertThat(ask().read().status()).isEqualTo(200);
  }

  @Test
  @DisplayName("TM-086 a request waits for a connection when maxConnections are open")
  void maxConnections() throws Exception {
    // Given
    apply(limited(1, MANY, MANY, 3));
    Client first = ask();
    Awaitility.await().until(() -> backend.requests.size() == 1);

    // When as many more come as both event loops get some
    for (int i = 0; i < 6; i++) {
      ask();
    }
    Awaitility.await().until(() -> counted().limits().connectionOverflows() > 0);

    // Then each loop has one connection at most, the one Envoy allows too, and nobody is refused
    assertThat(backend.connections.get()).isBetween(1, 2);
    held.countDown();
    assertThat(first.read().status()).isEqualTo(200);
    for (Client client : clients.subList(1, clients.size())) {
      assertThat(client.read().status()).isEqualTo(200);
    }
    assertThat(backend.connections.get()).isBetween(1, 2);
    assertThat(counted().limits().pendingActive()).isZero();
  }

  @Test
  @DisplayName("TM-087 requests beyond httpMaxPendingRequests are answered 503")
  void maxPendingRequests() throws Exception {
    // Given one connection in use and nobody may wait
    apply(limited(1, 1, MANY, 3));
    ask();
    Awaitility.await().until(() -> backend.requests.size() == 1);

    // When
    int asked = 0;
    while (counted().limits().pendingOverflows() == 0 && asked++ < 20) {
      ask();
      int sent = clients.size();
      Awaitility.await()
          .until(
              () ->
                  backend.requests.size()
                          + counted().limits().pendingActive()
                          + counted().limits().pendingOverflows()
                      == sent);
    }

    // Then one waits, the next is refused
    Wire.Message refused = clients.getLast().read();
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("x-envoy-overloaded")).isEqualTo("true");
    assertThat(counted().limits().pendingActive()).isEqualTo(1);
  }

  @Test
  @DisplayName("TM-095 retries beyond the limit are not made")
  void maxRetries() throws Exception {
    // Given
    try (Backend failing =
        Backend.answering(request -> "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n")) {
      Forward retried = ForwardBuilder.to("a").withRetry(RetryPolicy.of(3, Duration.ZERO)).build();
      proxy.apply(
          Proxy.httpModel(
              "1",
              List.of(Route.of(RouteMatch.ANY, retried)),
              Proxy.cluster("a", failing)
                  .withCircuitBreakers(new CircuitBreakers(MANY, MANY, MANY, 0))));

      // When / Then
      assertThat(ask().read().status()).isEqualTo(503);
      assertThat(failing.requests).hasSize(1);
      assertThat(counted().limits().retryOverflows()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("TM-089 a connection serves httpMaxRequestsPerConnection requests")
  void maxRequestsPerConnection() throws Exception {
    // Given
    held.countDown();
    apply(Proxy.cluster("a", backend).withMaxRequestsPerConnection(2));
    try (Client client = proxy.client()) {
      // When
      for (int i = 0; i < 6; i++) {
        assertThat(client.get("/").status()).isEqualTo(200);
      }
    }

    // Then
    assertThat(backend.connections.get()).isEqualTo(3);
  }

  @Test
  @DisplayName(
      "TS-02 connections are closed after idleTimeout and used no longer than maxConnectionDuration")
  void lifetimes() throws Exception {
    // Given
    held.countDown();
    apply(
        Proxy.cluster("a", backend)
            .withConnections(
                new ConnectionPool(Duration.ofMillis(50), Duration.ZERO, Optional.empty())));

    // When / Then
    assertThat(ask().read().status()).isEqualTo(200);
    Awaitility.await().until(() -> counted().connectionsActive() == 0);

    // Given
    apply(
        Proxy.cluster("a", backend)
            .withConnections(
                new ConnectionPool(
                    Duration.ofMinutes(1),
                    Duration.ofNanos(1),
                    Optional.of(new ConnectionPool.KeepAlive(60, 10, 5)))));

    // When / Then
    assertThat(ask().read().status()).isEqualTo(200);
    Awaitility.await().until(() -> counted().connectionsActive() == 0);
  }

  @Test
  @DisplayName("TM-086 TCP connections beyond maxConnections are closed and counted")
  void maxTcpConnections() throws Exception {
    // Given
    try (Backend echo =
        Backend.scripted(
            (self, in, out) -> {
              for (int next = in.read(); next >= 0; next = in.read()) {
                out.write(next);
                out.flush();
              }
            })) {
      proxy.apply(
          Proxy.model(
              "1",
              TcpProxy.to("tcp", "a"),
              Proxy.cluster("a", echo).withCircuitBreakers(new CircuitBreakers(1, 1, 1, 1))));
      Client first = proxy.client().send("x");
      clients.add(first);
      assertThat(first.in.read()).isEqualTo('x');

      // When
      Client second = proxy.client();
      clients.add(second);

      // Then
      assertThat(second.atEnd()).isTrue();
      assertThat(counted().limits().connectionOverflows()).isEqualTo(1);
      first.send("y");
      assertThat(first.in.read()).isEqualTo('y');
    }
  }

  @Test
  @DisplayName("TM-096 a connection that is not made within the connect timeout is answered 503")
  void connectTimeout() throws Exception {
    // Given a socket whose backlog is full: the kernel answers no further connection
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> filling = fill(deaf);
      apply(
          Cluster.of("a", List.of(Endpoint.of("127.0.0.1", deaf.getLocalPort())))
              .withConnectTimeout(Duration.ofMillis(100)));

      // When / Then
      assertThat(ask().read().status()).isEqualTo(503);
      assertThat(counted().connectFailures()).isEqualTo(1);
      for (Socket socket : filling) {
        socket.close();
      }
    }
  }

  @Test
  @DisplayName("TM-087 an endpoint that is late is not asked for a connection by every request")
  void connectionsAreMadeAFewAtATime() throws Exception {
    // Given
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> filling = fill(deaf);
      apply(
          Cluster.of("a", List.of(Endpoint.of("127.0.0.1", deaf.getLocalPort())))
              .withConnectTimeout(Duration.ofMinutes(1)));

      // When
      for (int i = 0; i < 100; i++) {
        ask();
      }

      // Then
      Awaitility.await().until(() -> counted().limits().pendingActive() == 100);
      assertThat(counted().connections()).isBetween(32L, 64L);
      for (Socket socket : filling) {
        socket.close();
      }
    }
  }

  private static List<Socket> fill(ServerSocket deaf) throws IOException {
    List<Socket> filling = new ArrayList<>();
    while (true) {
      Socket socket = new Socket();
      filling.add(socket);
      try {
        socket.connect(deaf.getLocalSocketAddress(), 200);
      } catch (SocketTimeoutException full) {
        return filling;
      }
    }
  }
}
