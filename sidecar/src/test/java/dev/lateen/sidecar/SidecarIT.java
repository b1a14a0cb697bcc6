package dev.lateen.sidecar;

import static dev.lateen.sidecar.xds.Protos.assignment;
import static dev.lateen.sidecar.xds.Protos.edsCluster;
import static dev.lateen.sidecar.xds.Protos.httpListener;
import static dev.lateen.sidecar.xds.Protos.routes;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.sun.net.httpserver.HttpServer;
import dev.lateen.sidecar.xds.ScriptedDiscovery;
import dev.lateen.sidecar.xds.snapshot.ResourceType;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged sidecar from outside: discovery, real traffic, admin port, signals. */
class SidecarIT {
  private final CountDownLatch released = new CountDownLatch(1);
  private ScriptedDiscovery discovery;
  private HttpServer application;
  private int proxyPort;

  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
  }

  @BeforeEach
  void startNeighbours() throws IOException {
    discovery = ScriptedDiscovery.start();
    application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    application.createContext(
        "/",
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/slow")) {
            await().until(() -> released.getCount() == 0);
          }
          byte[] body = "reviews\n".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    application.setExecutor(Thread::startVirtualThread);
    application.start();
    try (ServerSocket socket = new ServerSocket(0)) {
      proxyPort = socket.getLocalPort();
    }
  }

  @AfterEach
  void stopNeighbours() {
    released.countDown();
    application.stop(0);
    discovery.close();
  }

  @Test
  void startedFirstItWaitsThenJoinsServesSurvivesDiscoveryAndDrains() throws IOException {
    // Given
    discovery.stop();
    try (SidecarProcess sidecar = SidecarProcess.start(environment())) {
      RequestSpecification admin = given().port(sidecar.adminPort());

      // Then
      admin.get("/live").then().statusCode(200).body("status", equalTo("UP"));
      admin
          .get("/ready")
          .then()
          .statusCode(503)
          .body("checks[0].data.reason", startsWith("waiting for discovery at 127.0.0.1:"));

      // When
      discovery.startAgain();
      join();

      // Then
      await().atMost(Duration.ofSeconds(20)).until(() -> admin.get("/ready").statusCode() == 200);
      assertThat(sidecar.output()).contains("joined discovery=", "model live version=");
      describesItself(admin);

      // When
      try (Connection connection = new Connection(proxyPort)) {
        assertThat(connection.get("/")).isEqualTo("HTTP/1.1 200 OK");
        discovery.stop();
        await().until(() -> sidecar.output().contains("connection lost discovery="));
        assertThat(connection.get("/")).isEqualTo("HTTP/1.1 200 OK");
        discovery.startAgain();
        await().until(() -> discovery.last(ResourceType.ROUTE).isPresent());
        assertThat(connection.get("/")).isEqualTo("HTTP/1.1 200 OK");
        assertThat(discovery.last(ResourceType.ROUTE).orElseThrow().getVersionInfo())
            .isEqualTo("r1");

        // When
        connection.send("/slow");
        await()
            .until(
                () ->
                    admin
                        .get("/stats")
                        .asString()
                        .contains("lateen_cluster_requests_active{cluster=\"reviews\"} 1"));
        sidecar.terminate();
        await().until(() -> sidecar.output().contains("draining seconds=5"));
        released.countDown();
        assertThat(connection.receive()).isEqualTo("HTTP/1.1 200 OK");
      }
      assertThat(sidecar.exitCode()).isZero();
      assertThat(sidecar.output()).doesNotContain("WARNING", "Exception");
    }
  }

  @Test
  void aDrainRequestFailsReadinessAndStopsAcceptingButKeepsTheProcess() throws IOException {
    // Given
    try (SidecarProcess sidecar = SidecarProcess.start(environment())) {
      RequestSpecification admin = given().port(sidecar.adminPort());
      join();
      await().atMost(Duration.ofSeconds(20)).until(() -> admin.get("/ready").statusCode() == 200);

      // When
      admin.post("/drain").then().statusCode(202);

      // Then
      admin.get("/ready").then().statusCode(503).body("checks[0].data.reason", equalTo("draining"));
      await()
          .untilAsserted(
              () ->
                  org.assertj.core.api.Assertions.assertThatThrownBy(
                          () -> new Socket(InetAddress.getLoopbackAddress(), proxyPort).close())
                      .isInstanceOf(IOException.class));
      admin.get("/live").then().statusCode(200);
      assertThat(sidecar.isAlive()).isTrue();
    }
  }

  @Test
  void badSettingsEndItWithTwoAndOneLineEach() {
    // When
    try (SidecarProcess sidecar =
        SidecarProcess.start(Map.of("LATEEN_ADMIN_PORT", "x", "LATEEN_DRAIN_SECONDS", "-1"))) {

      // Then
      assertThat(sidecar.exitCode()).isEqualTo(2);
      assertThat(sidecar.lines()).hasSize(3);
      assertThat(sidecar.output())
          .contains("LATEEN_NODE_NAME is not set: set it to ")
          .contains("LATEEN_ADMIN_PORT=\"x\" is not valid: set it to ")
          .contains("LATEEN_DRAIN_SECONDS=\"-1\" is not valid: set it to ");
    }
  }

  private void describesItself(RequestSpecification admin) {
    admin
        .get("/config_dump")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("node.id", equalTo("sidecar~127.0.0.1~reviews-v1.default~default.svc.cluster.local"))
        .body("versions.LISTENER", equalTo("l1"))
        .body("versions.ROUTE", equalTo("r1"))
        .body("listeners.name", contains("http_proxy"))
        .body("routes[0].virtual_hosts[0].routes[0].action.clusters.name", contains("reviews"))
        .body("clusters.name", contains("reviews"))
        .body("endpoints[0].hosts[0].address.socket_address.port_value", equalTo(port()));
    admin
        .get("/clusters")
        .then()
        .statusCode(200)
        .body(containsString("reviews::127.0.0.1:" + port() + "::health_flags::healthy"));
    admin
        .get("/clusters?format=json")
        .then()
        .body("cluster_statuses[0].name", equalTo("reviews"))
        .body(
            "cluster_statuses[0].host_statuses[0].health_status.eds_health_status",
            equalTo("HEALTHY"));
    admin
        .get("/server_info")
        .then()
        .body("state", equalTo("READY"))
        .body("transport", equalTo("epoll"))
        .body("tls_engine", equalTo("BoringSSL"))
        .body("node", startsWith("sidecar~"));
    admin.get("/stats").then().statusCode(200).body(containsString("# TYPE lateen_"));
  }

  private void join() {
    await().until(() -> discovery.last(ResourceType.LISTENER).isPresent());
    discovery.send(ResourceType.LISTENER, "l1", httpListener("http_proxy", proxyPort, "routes"));
    discovery.send(ResourceType.CLUSTER, "c1", edsCluster("reviews"));
    await()
        .until(
            () ->
                discovery.last(ResourceType.ENDPOINT).isPresent()
                    && discovery.last(ResourceType.ROUTE).isPresent());
    discovery.send(ResourceType.ROUTE, "r1", routes("routes", "reviews"));
    discovery.send(ResourceType.ENDPOINT, "e1", assignment("reviews", port()));
  }

  private int port() {
    return application.getAddress().getPort();
  }

  private Map<String, String> environment() {
    return Map.of(
        "LATEEN_NODE_NAME", "reviews-v1",
        "LATEEN_ADMIN_PORT", "0",
        "LATEEN_EVENT_LOOPS", "1",
        "LATEEN_DISCOVERY_ADDRESS", "127.0.0.1:" + discovery.port());
  }

  /** One kept-alive connection of a caller. */
  private static final class Connection implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader reader;

    Connection(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(20_000);
      reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    String get(String path) throws IOException {
      send(path);
      return receive();
    }

    void send(String path) throws IOException {
      String request = "GET " + path + " HTTP/1.1\r\nHost: reviews\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** The status line; the body of one line is read and dropped. */
    String receive() throws IOException {
      String status = reader.readLine();
      String line = reader.readLine();
      while (line != null && !line.isEmpty()) {
        line = reader.readLine();
      }
      reader.readLine();
      return status;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
