package dev.lateen.blackbox.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.Member;
import dev.lateen.blackbox.mesh.MeshExtension;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.tour.process.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javax.net.ssl.KeyManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Listeners of Gateways that end TLS. */
@ExtendWith(MeshExtension.class)
class GatewayTlsIT {
  private static final String HOST = "shop.example.com";
  private static final String OTHER = "other.example.com";

  @TempDir private Path folder;

  private final TestMesh mesh;
  private final int port;
  private ServerPair shop;
  private ServerPair other;

  GatewayTlsIT(TestMesh mesh) {
    this.mesh = mesh;
    this.port = mesh.freePort();
  }

  @BeforeEach
  void secrets() throws Exception {
    shop = ServerPair.make(folder, HOST);
    other = ServerPair.make(folder, OTHER);
    mesh.additions().write(shop.secret("shop"));
    mesh.additions().write(other.secret("other"));
  }

  private void gateway(String tls) {
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
              tls: %s
              listeners:
              - name: https
                port: %d
                protocol: HTTPS
                tls: {certificateRefs: [{name: shop}, {name: other}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: web}
            spec: {parentRefs: [{name: web}], rules: [{backendRefs: [{name: reviews, port: 9080}]}]}
            """
                .formatted(tls, port));
    mesh.additions()
        .join(
            Member.of("web-gateway", "web-gateway")
                .label("gateway.networking.k8s.io/gateway-name", "web")
                .setting("LATEEN_NODE_TYPE", "ingress")
                .withSidecar());
  }

  private TlsVisit visit(String name, KeyManager... own) throws IOException {
    return TlsVisit.to(port, name, HOST, "http/1.1", own);
  }

  private void await(String what, Callable<Boolean> condition) {
    Await.until(
        what,
        TestMesh.TIMEOUT,
        () -> {
          try {
            return condition.call();
          } catch (Exception _) {
            return false;
          }
        });
  }

  @Test
  @DisplayName(
      "TS-04 each certificate of a listener is for its names, the first one for all others")
  void certificatesOfAListener() throws Exception {
    // When
    gateway("{}");

    // Then
    await("the answer of the gateway", () -> visit(HOST).status() == 200);
    assertThat(visit(HOST).server()).isEqualTo("CN=" + HOST);
    assertThat(visit(OTHER)).returns("CN=" + OTHER, TlsVisit::server);
    assertThat(visit("unknown.example.com").server()).isEqualTo("CN=" + HOST);
  }

  @Test
  @DisplayName("TS-04 a Gateway lets in clients with a certificate of its authorities alone")
  void clientsAreVerified() throws Exception {
    // Given
    mesh.additions()
        .write(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: clients}
            data:
              ca.crt: |
            %s
            """
                .formatted(other.certificate().indent(4).stripTrailing()));

    // When
    gateway(
        "{frontend: {default: {validation: {caCertificateRefs: [{group: \"\", kind: ConfigMap,"
            + " name: clients}]}}}}");

    // Then
    await("the answer for the client", () -> visit(HOST, other.managers()).status() == 200);
    assertThat(refuses(new KeyManager[0])).isTrue();
    assertThat(refuses(shop.managers())).isTrue();
  }

  /** With TLS 1.3 a client learns of it when it reads. */
  private boolean refuses(KeyManager... own) {
    try {
      return visit(HOST, own).response().isEmpty();
    } catch (IOException _) {
      return true;
    }
  }
}
