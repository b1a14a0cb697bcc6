package dev.lateen.blackbox.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.EnvoySide;
import dev.lateen.blackbox.mesh.Member;
import dev.lateen.blackbox.mesh.Rules;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.ThroughEnvoy;
import dev.lateen.blackbox.mesh.WebSocketStandIn;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** WebSockets through two sidecars. */
@ThroughEnvoy(EnvoySide.CALLER)
class WebSocketsIT {
  private static final String CHAT = "http://chat/";
  private static final Map<String, String> UPGRADE =
      Map.of(
          "connection", "upgrade",
          "upgrade", "websocket",
          "sec-websocket-version", "13",
          "sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");

  private final TestMesh mesh;
  private WebSocketStandIn chat;

  WebSocketsIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @BeforeEach
  void joinChat() throws IOException {
    chat = WebSocketStandIn.start();
    mesh.additions().service("chat", "selector: {app: chat}", "ports: [{name: http, port: 80}]");
    mesh.additions()
        .join(
            Member.of("chat-v1", "chat")
                .label("version", "v1")
                .port("http", chat.port())
                .withSidecar());
    mesh.awaitAnswer(CHAT, answer -> answer.status() == 426);
  }

  @AfterEach
  void endChat() throws IOException {
    chat.close();
  }

  @Test
  @DisplayName("TM-007 TM-164 AT-09 100 messages over a WebSocket route are answered")
  void messagesAreAnswered() throws IOException {
    // Given
    mesh.apply(
        Rules.ruleFor(
            "{name: chat}",
            "chat",
            1,
            "  websocketUpgrade: true\n  route: [{labels: {version: v1}}]\n"));

    // When
    try (var connection = mesh.connect()) {
      connection.send(CHAT, UPGRADE);
      var head = connection.readHead();

      // Then
      assertThat(head.status()).isEqualTo(101);
      assertThat(head.headers())
          .containsEntry("sec-websocket-accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
      for (int i = 0; i < 100; i++) {
        assertThat(connection.exchange("message %02d".formatted(i)))
            .isEqualTo("message %02d".formatted(i));
      }
    }
  }

  @Test
  @DisplayName("TM-007 without a rule that allows it no request becomes a WebSocket")
  void withoutARuleThereAreNone() throws IOException {
    try (var connection = mesh.connect()) {
      // When
      connection.send(CHAT, UPGRADE);

      // Then
      assertThat(connection.readHead().status()).isGreaterThanOrEqualTo(400);
    }
  }
}
