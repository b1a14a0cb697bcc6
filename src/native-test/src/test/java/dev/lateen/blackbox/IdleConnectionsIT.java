package dev.lateen.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.Member;
import dev.lateen.blackbox.mesh.MeshExtension;
import dev.lateen.blackbox.mesh.TestMesh;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections of bytes that nobody uses. */
@ExtendWith(MeshExtension.class)
class IdleConnectionsIT {
  private final TestMesh mesh;

  IdleConnectionsIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @Test
  @DisplayName("TM-165 a policy says how long a connection may be idle, on both sides of the mesh")
  void idleConnectionsEnd() throws IOException {
    try (var store = TcpStandIn.start("store")) {
      // Given
      int local = mesh.freePort();
      mesh.additions()
          .service("store", "selector: {app: store}", "ports: [{name: tcp, port: 7000}]");
      var server =
          mesh.additions()
              .join(Member.of("store-1", "store").port("tcp", store.port()).withSidecar());
      mesh.additions()
          .join(
              Member.of("customer", "customer")
                  .upstream("store.default.svc.cluster.local", 7000, local)
                  .withSidecar());

      // When
      mesh.apply(
          """
          apiVersion: lateen.dev/v1alpha1
          kind: DestinationPolicy
          metadata:
            name: store
          spec:
            destination: {name: store}
            connectionPool: {tcp: {idleTimeout: 500ms}}
          """);

      // Then with and without a sidecar of the caller
      assertThat(heardUntilTheEnd(local)).isEqualTo("store\n");
      assertThat(heardUntilTheEnd(server.inboundPorts().get("tcp"))).isEqualTo("store\n");
    }
  }

  private static String heardUntilTheEnd(int port) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) TestMesh.TIMEOUT.toMillis());
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
