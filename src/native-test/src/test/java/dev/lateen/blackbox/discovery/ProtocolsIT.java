package dev.lateen.blackbox.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.Connection;
import dev.lateen.blackbox.mesh.EnvoySide;
import dev.lateen.blackbox.mesh.Member;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.ThroughEnvoy;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the names of ports say. */
@ThroughEnvoy(EnvoySide.CALLER)
class ProtocolsIT {
  private final TestMesh mesh;

  ProtocolsIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @Test
  @DisplayName(
      "TM-160 TM-161 the first part of a port's name is its protocol, and UDP is left alone")
  void theNameSaysTheProtocol() throws IOException {
    // Given
    var shop = mesh.additions().application("shop");
    mesh.additions()
        .service(
            "shop",
            "selector: {app: shop}",
            "ports: [{name: http-web, port: 8001, targetPort: http}, {name: http-dns, port: 53,"
                + " protocol: UDP}]");

    // When
    mesh.additions().join(Member.of("shop-v1", "shop").port("http", shop.port()));

    // Then
    mesh.awaitVersionsOf("http://shop:8001/", "shop");
    assertThat(mesh.get("http://shop/", Map.of()).version()).isEqualTo("shop");
    assertThat(mesh.get("http://shop:53/", Map.of()).status()).isNotEqualTo(200);
  }

  @Test
  @DisplayName("TM-162 TM-165 AT-03 an only port needs no name, and carries what it carries")
  void anUnnamedPortCarriesTcp() throws IOException {
    // Given
    var data = mesh.additions().application("data");
    mesh.additions()
        .service("data", "selector: {app: data}", "ports: [{port: 7000, targetPort: data}]");
    mesh.additions().join(Member.of("data-v1", "data").port("data", data.port()));
    int local = mesh.freePort();

    // When
    mesh.additions()
        .join(
            Member.of("visitor", "visitor")
                .upstream("data.default.svc.cluster.local", 7000, local)
                .withSidecar());

    // Then
    try (var connection = Connection.to(local)) {
      assertThat(connection.get("/", Map.of()).version()).isEqualTo("data");
    }
  }

  @Test
  @DisplayName("TS-23 appProtocol says what a port speaks, whatever its name")
  void appProtocolGoesFirst() throws IOException {
    // Given
    var shop = mesh.additions().application("shop");
    mesh.additions()
        .service(
            "shop",
            "selector: {app: shop}",
            "ports: [{name: tcp-odd, port: 8001, targetPort: main, appProtocol: http}]");

    // When
    mesh.additions().join(Member.of("shop-v1", "shop").port("main", shop.port()));

    // Then
    mesh.awaitVersionsOf("http://shop:8001/", "shop");
    assertThat(shop.received().getLast().headers()).containsKey("x-request-id");
  }

  @Test
  @DisplayName("TM-144 a proxy is known by the type, address, name and domain of its node ID")
  void aProxyIsKnownByItsNodeId() throws IOException {
    // When
    var visitor =
        mesh.additions().join(Member.of("visitor", "visitor").in("elsewhere").withSidecar());

    // Then
    assertThat(mesh.programs().admin(visitor.adminPort(), "/server_info").body())
        .contains("sidecar~127.0.0.1~visitor.elsewhere~elsewhere.svc.cluster.local");
  }
}
