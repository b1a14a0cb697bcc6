package dev.lateen.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.Connection;
import dev.lateen.blackbox.mesh.MeshExtension;
import dev.lateen.blackbox.mesh.Rules;
import dev.lateen.blackbox.mesh.StandIn;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.tour.mesh.LocalMesh;
import dev.lateen.tour.process.Await;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The data plane without its operator ("Done when" 5). */
@ExtendWith(MeshExtension.class)
class OperatorOutageIT {
  private static final Map<String, String> ANYONE = Map.of();

  private final TestMesh mesh;
  private final LocalMesh programs;

  OperatorOutageIT(TestMesh mesh) {
    this.mesh = mesh;
    this.programs = mesh.programs();
  }

  @AfterEach
  void startWhatIsMissing() {
    if (programs.processes().find(LocalMesh.OPERATOR).isEmpty()) {
      startOperator();
    }
  }

  @Test
  void trafficGoesOnAndSidecarsResyncWithoutDroppingAConnection() throws IOException {
    // Given a keep-alive connection and a response that is being streamed
    mesh.apply(Rules.patient("v1"));
    try (var held = mesh.connect();
        var streaming = mesh.connect()) {
      mesh.standIn("v1").chunks(1);
      streaming.send(TestMesh.REVIEWS + "stream", ANYONE);
      assertThat(streaming.readHead().status()).isEqualTo(200);
      assertThat(streaming.readChunk()).isEqualTo("0 ");

      // When the operator is killed
      programs.processes().kill(LocalMesh.OPERATOR);

      // Then traffic goes on, by the last rules, over old and new connections
      programs.files().apply(Rules.all("v3"));
      assertThat(held.get(TestMesh.REVIEWS, ANYONE).version()).isEqualTo("v1");
      assertThat(mesh.count(100, ANYONE)).isEqualTo(Map.of("v1", 100));

      // When it is started again
      startOperator();

      // Then the rule of the meantime is live, and the connections are the same
      Await.until("the rule of the meantime", TestMesh.TIMEOUT, () -> answer(held).equals("v3"));
      for (int chunk = 1; chunk < StandIn.CHUNKS; chunk++) {
        mesh.standIn("v1").chunks(1);
        assertThat(streaming.readChunk()).isEqualTo(chunk + " ");
      }
      assertThat(streaming.readChunk()).isEmpty();
    }
  }

  @Test
  void aSidecarThatStartsFirstWaitsAndThenJoins() throws IOException {
    // Given
    mesh.apply(Rules.all("v2"));
    programs.processes().stop(LocalMesh.OPERATOR);
    programs.processes().stop(mesh.caller().sidecarProcess());

    // When
    programs.startSidecar(mesh.caller());

    // Then it lives and is not ready
    Await.until("its admin port", LocalMesh.START_TIMEOUT, () -> admin("/live") == 200);
    assertThat(admin("/ready")).isEqualTo(503);

    // When
    startOperator();

    // Then
    programs.awaitSidecar(mesh.caller().name());
    assertThat(mesh.count(20, ANYONE)).isEqualTo(Map.of("v2", 20));
  }

  private int admin(String path) {
    try {
      return programs.admin(mesh.caller().name(), path).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private static String answer(Connection held) {
    try {
      return held.get(TestMesh.REVIEWS, ANYONE).version();
    } catch (IOException e) {
      throw new AssertionError("the connection was dropped", e);
    }
  }

  private void startOperator() {
    programs.startOperator();
    programs.awaitOperator();
  }
}
