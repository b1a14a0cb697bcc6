package dev.lateen.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.EnvoySide;
import dev.lateen.blackbox.mesh.Member;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.ThroughEnvoy;
import dev.lateen.tour.process.Await;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tunnels that the caller's sidecar makes for programs that are told of an HTTPS proxy. */
@ThroughEnvoy(EnvoySide.CALLER)
class TunnelIT {
  private final TestMesh mesh;

  TunnelIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  /** A connection through a tunnel, or what was answered in place of it. */
  private record Tunnel(Socket socket, String answer) implements AutoCloseable {
    static Tunnel to(int port, String authority) throws IOException {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout((int) TestMesh.TIMEOUT.toMillis());
      write(socket, "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
      StringBuilder head = new StringBuilder();
      InputStream in = socket.getInputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        head.append((char) b);
        if (head.indexOf("\r\n\r\n") >= 0) {
          break;
        }
      }
      return new Tunnel(socket, head.toString());
    }

    /** Says something, and reads so much. */
    String say(String text, int length) throws IOException {
      write(socket, text);
      return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
    }

    private static void write(Socket socket, String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    boolean isOpen() {
      return answer.startsWith("HTTP/1.1 200 ");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  @DisplayName("TM-167 a tunnel leads to a service that speaks HTTP")
  void leadsToHttp() throws IOException {
    try (Tunnel tunnel = Tunnel.to(mesh.caller().outboundPort(), "reviews:9080")) {
      assertThat(tunnel.answer()).startsWith("HTTP/1.1 200 ");
      assertThat(tunnel.say("GET / HTTP/1.1\r\nHost: reviews\r\n\r\n", 13))
          .isEqualTo("HTTP/1.1 200 ");
    }
  }

  @Test
  @DisplayName("TM-167 AT-03 a tunnel leads to a service that speaks anything else")
  void leadsToBytes() throws IOException {
    // Given
    try (TcpStandIn store = TcpStandIn.start("store")) {
      mesh.additions()
          .service("vault", "selector: {app: vault}", "ports: [{name: tcp-vault, port: 9042}]");
      mesh.additions().join(Member.of("vault", "vault").port("tcp-vault", store.port()));

      // When
      Await.until("a tunnel to the new service", TestMesh.TIMEOUT, this::isThere);

      // Then
      try (Tunnel tunnel = Tunnel.to(mesh.caller().outboundPort(), "vault.default:9042")) {
        assertThat(tunnel.say("\u0001\u0002 any", 12)).isEqualTo("store\n\u0001\u0002 any");
      }
    }
  }

  private boolean isThere() {
    try (Tunnel tunnel = Tunnel.to(mesh.caller().outboundPort(), "vault:9042")) {
      return tunnel.isOpen();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Test
  @DisplayName("TM-167 UA-04 in an open mesh a tunnel leads to hosts that the mesh does not know")
  void leadsOutside() throws IOException {
    try (TcpStandIn outside = TcpStandIn.start("outside")) {
      for (String host : List.of("127.0.0.1", "localhost")) {
        // When
        String authority = host + ":" + outside.port();
        try (Tunnel tunnel = Tunnel.to(mesh.caller().outboundPort(), authority)) {
          // Then
          assertThat(tunnel.say("any", 11)).isEqualTo("outside\nany");
        }
      }
    }
  }

  @Test
  @DisplayName("TM-130 TM-167 in a closed mesh no tunnel leads to hosts that it does not know")
  void leadsNowhereInAClosedMesh() throws IOException {
    try (TcpStandIn outside = TcpStandIn.start("outside")) {
      // Given
      mesh.additions().settings("outboundTrafficPolicy: REGISTRY_ONLY");
      mesh.awaitAnswer("http://unknown.example/", answer -> answer.status() == 502);

      // When
      try (Tunnel tunnel = Tunnel.to(mesh.caller().outboundPort(), "localhost:" + outside.port())) {
        // Then
        assertThat(tunnel.answer()).matches("(?s)HTTP/1\\.1 (404|50[0-9]) .*");
      }
    }
  }

  @Test
  @DisplayName("TM-167 UA-04 there is no tunnel to a host that the mesh does not know")
  void leadsNowhereElse() throws IOException {
    try (Tunnel tunnel = Tunnel.to(mesh.caller().outboundPort(), "nowhere.example:443")) {
      assertThat(tunnel.answer()).matches("(?s)HTTP/1\\.1 (404|50[0-9]) .*");
    }
  }
}
