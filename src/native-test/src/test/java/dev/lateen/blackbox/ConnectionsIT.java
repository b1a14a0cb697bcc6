package dev.lateen.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.Connection;
import dev.lateen.blackbox.mesh.MeshExtension;
import dev.lateen.blackbox.mesh.StandIn;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.tour.process.Await;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** TCP connections of an application, through its sidecar, to a service that speaks no HTTP. */
@ExtendWith(MeshExtension.class)
class ConnectionsIT {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final TestMesh mesh;
  private TcpStandIn v1;
  private TcpStandIn v2;
  private StandIn web;
  private int tcpPort;
  private int unnamedPort;

  ConnectionsIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @BeforeEach
  void aServiceWithTwoVersions() throws IOException {
    v1 = TcpStandIn.start("v1");
    v2 = TcpStandIn.start("v2");
    int webPort = freePort();
    web = StandIn.start(webPort, "web");
    tcpPort = freePort();
    unnamedPort = freePort();
    mesh.programs().files().apply(services());
    mesh.programs().files().apply(workload("store-v1", "store", "v1", v1.port()));
    mesh.programs().files().apply(workload("store-v2", "store", "v2", v2.port()));
    mesh.programs().files().apply(workload("unnamed-v1", "unnamed", "v1", webPort));
    mesh.programs().files().apply(mesh.caller().workload() + upstreams());
    Await.until("both versions of the store", TestMesh.TIMEOUT, () -> greetings(4).size() == 2);
  }

  @AfterEach
  void theServiceGoes() {
    var files = mesh.programs().files();
    files.apply(mesh.caller().workload());
    for (var service : new String[] {"store", "unnamed"}) {
      files.delete("Service", service);
      files.delete("Workload", service + "-v1");
      files.delete("Workload", service + "-v2");
    }
    v1.close();
    v2.close();
    web.close();
  }

  @Test
  @DisplayName("TM-027 TM-055 the first rule about a caller's addresses takes its connections")
  void theAddressOfTheCallerChoosesTheVersion() {
    // When
    mesh.apply(
        rule("ten", 3, "sourceSubnet: [10.0.0.0/8]", "route: [{labels: {version: v1}}]")
            + rule(
                "loopback", 2, "sourceSubnet: [127.0.0.0/8]", "route: [{labels: {version: v2}}]"));

    // Then
    assertThat(greetings(6)).isEqualTo(Map.of("v2", 6));
  }

  @Test
  @DisplayName("TM-027 connections to other addresses than a rule's are not its own")
  void theAddressOfTheCalleeMatters() {
    // When
    mesh.apply(
        rule("other", 2, "destinationSubnet: [127.9.0.0/16]", "route: [{labels: {version: v1}}]")
            + rule(
                "this", 1, "destinationSubnet: [127.0.0.1]", "route: [{labels: {version: v2}}]"));

    // Then
    assertThat(greetings(6)).isEqualTo(Map.of("v2", 6));
  }

  @Test
  @DisplayName("TM-034 TM-165 connections are split by weight")
  void connectionsAreSplitByWeight() {
    // When
    mesh.apply(
        rule(
            "split",
            1,
            "sourceSubnet: [127.0.0.0/8]",
            "route: [{labels: {version: v1}, weight: 75}, {labels: {version: v2}, weight: 25}]"));

    // Then
    assertThat(greetings(40).get("v1")).isBetween(25, 35);
  }

  @Test
  @DisplayName("TM-011 TM-078 TM-079 GP-05 a rule terminates connections as a crash would")
  void aRuleTerminatesConnections() {
    // When
    mesh.apply(rule("crash", 1, "sourceSubnet: [127.0.0.0/8]", "l4Fault: {terminate: {}}"));

    // Then
    assertThat(greetings(4)).isEqualTo(Map.of("", 4));
  }

  @Test
  @DisplayName(
      "UA-01 TM-161 HTTP on an unnamed port obeys rules, and a silent client hears its server")
  void anUnnamedPortSpeaksWhatItSpeaks() throws IOException {
    // When
    mesh.apply(
        """
        apiVersion: lateen.dev/v1alpha1
        kind: RouteRule
        metadata: {name: unnamed}
        spec:
          destination: {name: unnamed}
          httpFault: {abort: {httpStatus: 418}}
        """);

    // Then
    try (var connection = Connection.to(unnamedPort)) {
      assertThat(connection.get("/", Map.of()).status()).isEqualTo(418);
    }
    // And when the application behind the port is one that speaks first
    mesh.programs().files().apply(workload("unnamed-v1", "unnamed", "v1", v1.port()));
    Await.until(
        "the greeting on the unnamed port",
        TestMesh.TIMEOUT,
        () -> greeting(unnamedPort).equals("v1"));
  }

  private Map<String, Integer> greetings(int connections) {
    var greetings = new HashMap<String, Integer>();
    for (int i = 0; i < connections; i++) {
      greetings.merge(greeting(tcpPort), 1, Integer::sum);
    }
    return greetings;
  }

  /** What a new connection hears first; nothing when it is reset or not accepted. */
  private static String greeting(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        InputStream in = socket.getInputStream()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      return new String(in.readNBytes(3), StandardCharsets.US_ASCII).strip();
    } catch (IOException reset) {
      return "";
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String services() {
    return """
        apiVersion: v1
        kind: Service
        metadata:
          name: store
        spec:
          selector: {app: store}
          ports: [{name: tcp, port: 7000}]
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: unnamed
        spec:
          selector: {app: unnamed}
          ports: [{port: 7001, targetPort: main}]
        """;
  }

  private static String workload(String name, String app, String version, int port) {
    return """
        apiVersion: lateen.dev/v1alpha1
        kind: Workload
        metadata:
          name: %s
        spec:
          address: 127.0.0.1
          labels: {app: %s, version: %s}
          ports: {%s: %d}
        """
        .formatted(name, app, version, app.equals("store") ? "tcp" : "main", port);
  }

  private String upstreams() {
    return """
          upstreams:
          - {service: store.default.svc.cluster.local, port: 7000, localPort: %d}
          - {service: unnamed.default.svc.cluster.local, port: 7001, localPort: %d}
        """
        .formatted(tcpPort, unnamedPort)
        .indent(2);
  }

  private static String rule(String name, int precedence, String tcp, String rest) {
    return """
        apiVersion: lateen.dev/v1alpha1
        kind: RouteRule
        metadata:
          name: %s
        spec:
          destination: {name: store}
          precedence: %d
          match: {tcp: {%s}}
          %s
        ---
        """
        .formatted(name, precedence, tcp, rest);
  }
}
