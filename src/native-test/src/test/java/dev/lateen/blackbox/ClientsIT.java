package dev.lateen.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.MeshExtension;
import dev.lateen.blackbox.mesh.Rules;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.tour.process.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients whose manners have gone out of fashion. */
@ExtendWith(MeshExtension.class)
class ClientsIT {
  private static final String ASK = "GET " + TestMesh.REVIEWS + " HTTP/1.0\r\n";

  private final TestMesh mesh;

  ClientsIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @Test
  @DisplayName("TM-163 a client of HTTP/1.0 gets an answer without chunks, and then the end")
  void anOldClient() throws IOException {
    // Given
    mesh.standIn("v1").chunks(20);
    mesh.apply(Rules.all("v1"));

    try (var socket = connect()) {
      // When
      send(socket, ASK.replace("/ ", "/stream ") + "\r\n");
      var answer = everything(socket);

      // Then
      assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\r\nconnection: close\r\n");
      assertThat(answer.toLowerCase()).doesNotContain("transfer-encoding");
      assertThat(answer).contains("\r\n\r\n0 1 2 3 ").endsWith(" 19 ");
    }
  }

  @Test
  @DisplayName("TM-163 a client of HTTP/1.0 keeps its connection where it asks for that")
  void anOldClientThatStays() throws IOException {
    // Given
    mesh.apply(Rules.all("v1"));

    try (var socket = connect()) {
      // When
      send(socket, ASK + "Connection: keep-alive\r\n\r\n");
      var first = head(socket);
      socket.getInputStream().readNBytes("v1".length());
      send(socket, ASK + "\r\n");

      // Then
      assertThat(first).contains("\r\nconnection: keep-alive\r\n");
      assertThat(everything(socket)).startsWith("HTTP/1.1 200 ").endsWith("v1");
    }
  }

  @Test
  @DisplayName("TM-163 a client that says it sends nothing more gets its answer")
  void aClientThatHasSaidEverything() throws IOException {
    // Given
    mesh.apply(Rules.all("v1"));
    mesh.standIn("v1").reset();
    var held = mesh.standIn("v1").hold();

    try (var socket = connect()) {
      // When
      send(socket, "GET " + TestMesh.REVIEWS + " HTTP/1.1\r\nHost: reviews:9080\r\n\r\n");
      socket.shutdownOutput();
      Await.until("the request", TestMesh.TIMEOUT, () -> !mesh.standIn("v1").received().isEmpty());
      held.countDown();

      // Then
      assertThat(everything(socket)).startsWith("HTTP/1.1 200 ").endsWith("v1");
    }
  }

  private Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), mesh.caller().outboundPort());
    socket.setSoTimeout((int) TestMesh.TIMEOUT.toMillis());
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String everything(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  private static String head(Socket socket) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
