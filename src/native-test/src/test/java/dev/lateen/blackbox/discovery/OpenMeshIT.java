package dev.lateen.blackbox.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.EnvoySide;
import dev.lateen.blackbox.mesh.StandIn;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.ThroughEnvoy;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Calls out of a mesh that is open, as it is unless its settings say otherwise. */
@ThroughEnvoy(EnvoySide.CALLER)
class OpenMeshIT {
  private final TestMesh mesh;
  private StandIn outside;

  OpenMeshIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @BeforeEach
  void openTheMesh() {
    outside = mesh.additions().application("outside");
    mesh.awaitAnswer(at("localhost"), answer -> answer.version().equals("outside"));
  }

  @Test
  @DisplayName("UA-04 TS-06 a call to a host that the mesh does not know reaches it")
  void unknownHostsAreReached() throws IOException {
    // When
    var answer = mesh.ask("POST", at("localhost") + "echo", Map.of("x-a", "b"), "hello");

    // Then
    assertThat(answer.body()).isEqualTo("hello");
    var seen = outside.received().getLast();
    assertThat(seen.header("host")).isEqualTo("localhost:" + outside.port());
    assertThat(seen.header("x-a")).isEqualTo("b");
    assertThat(mesh.get(at("127.0.0.1"), Map.of()).version()).isEqualTo("outside");
  }

  @Test
  @DisplayName("UA-04 a host that nobody knows, or that is not there, is said to be so")
  void whatIsNotThere() throws IOException {
    assertThat(mesh.get("http://no-such-host.invalid/", Map.of()).status()).isEqualTo(503);
    assertThat(mesh.get("http://localhost:%d/".formatted(mesh.freePort()), Map.of()).status())
        .isEqualTo(503);
  }

  private String at(String host) {
    return "http://%s:%d/".formatted(host, outside.port());
  }
}
