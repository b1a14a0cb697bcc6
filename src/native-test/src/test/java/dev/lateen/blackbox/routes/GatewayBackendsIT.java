package dev.lateen.blackbox.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.lateen.blackbox.mesh.Answer;
import dev.lateen.blackbox.mesh.Member;
import dev.lateen.blackbox.mesh.MeshExtension;
import dev.lateen.blackbox.mesh.TestMesh;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Backends of Gateways that are reached by TLS, or by bytes alone. */
@ExtendWith(MeshExtension.class)
class GatewayBackendsIT {
  private static final String SAFE = "http://safe.example.com/";

  @TempDir private Path folder;

  private final TestMesh mesh;
  private final int port;

  GatewayBackendsIT(TestMesh mesh) {
    this.mesh = mesh;
    this.port = mesh.freePort();
  }

  private void gateway(String protocol) {
    mesh.additions()
        .write(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: GatewayClass
            metadata: {name: lateen}
            spec: {controllerName: lateen.dev/gateway}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: web}
            spec:
              gatewayClassName: lateen
              listeners: [{name: web, port: %d, protocol: %s}]
            """
                .formatted(port, protocol));
    mesh.additions()
        .join(
            Member.of("web-gateway", "web-gateway")
                .label("gateway.networking.k8s.io/gateway-name", "web")
                .setting("LATEEN_NODE_TYPE", "ingress")
                .withSidecar());
  }

  private void route(String kind, String service, int servicePort) {
    mesh.additions()
        .write(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: %s
            metadata: {name: route}
            spec: {parentRefs: [{name: web}], rules: [{backendRefs: [{name: %s, port: %d}]}]}
            """
                .formatted(kind, service, servicePort));
  }

  private void policy(ServerPair authority, String hostname) {
    mesh.additions()
        .write(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: authority}
            data:
              ca.crt: |
            %s
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: BackendTLSPolicy
            metadata: {name: safe}
            spec:
              targetRefs: [{group: "", kind: Service, name: safe}]
              validation:
                caCertificateRefs: [{group: "", kind: ConfigMap, name: authority}]
                hostname: %s
            """
                .formatted(authority.certificate().indent(4).stripTrailing(), hostname));
  }

  /** A server that speaks TLS alone, behind a Service, without a sidecar. */
  private HttpsServer safe(ServerPair pair) throws Exception {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(pair.context()));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = "safe".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    mesh.additions()
        .service(
            "safe", "selector: {app: safe}", "ports: [{name: http, port: 443, targetPort: http}]");
    mesh.additions().join(Member.of("safe", "safe").port("http", server.getAddress().getPort()));
    return server;
  }

  private void await(int status) {
    mesh.awaitAnswer(port, SAFE, answer -> answer.status() == status);
  }

  @Test
  @DisplayName("TS-04 a BackendTLSPolicy has the gateway speak TLS to a Service, and verify it")
  void backendsAreVerified() throws Exception {
    // Given
    ServerPair pair = ServerPair.make(folder, "safe.example.com");
    ServerPair stranger = ServerPair.make(folder, "stranger.example.com");
    HttpsServer server = safe(pair);
    try {
      gateway("HTTP");
      route("HTTPRoute", "safe", 443);

      // When
      policy(pair, "safe.example.com");

      // Then
      Answer answer = mesh.awaitAnswer(port, SAFE, one -> one.status() == 200);
      assertThat(answer.body()).isEqualTo("safe");

      // When
      policy(pair, "other.example.com");

      // Then
      await(503);

      // When
      policy(pair, "safe.example.com");
      await(200);
      policy(stranger, "safe.example.com");

      // Then
      await(503);

      // When
      policy(new ServerPair("none", "none", "", folder), "safe.example.com");

      // Then
      await(500);
    } finally {
      server.stop(0);
    }
  }

  @Test
  @DisplayName("TS-04 a TCPRoute carries the connections of its port")
  void bytesAreCarried() {
    // When
    gateway("TCP");
    route("TCPRoute", "reviews", 9080);

    // Then
    Answer answer = mesh.awaitAnswer(port, TestMesh.REVIEWS + "1", one -> one.status() == 200);
    assertThat(answer.version()).startsWith("v");
  }
}
