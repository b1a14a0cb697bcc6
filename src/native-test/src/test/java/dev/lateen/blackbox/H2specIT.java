package dev.lateen.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lateen.blackbox.mesh.Member;
import dev.lateen.blackbox.mesh.MeshExtension;
import dev.lateen.blackbox.mesh.StandIn;
import dev.lateen.blackbox.mesh.TestMesh;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The conformance cases of h2spec, a program that {@code bin/h2spec} builds, against listeners as
 * discovery makes them. They take HTTP/1 too: what does not begin like HTTP/2 is answered as that,
 * which RFC 9113 3.4 allows and one case does not.
 */
@ExtendWith(MeshExtension.class)
@Tag("h2spec")
class H2specIT {
  private static final String NOT_OURS = "Sends invalid connection preface";

  /** Some cases want an answer in several frames. */
  private static final String LONG_ENOUGH = "an-answer-of-some-length";

  private final TestMesh mesh;

  H2specIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @Test
  @DisplayName("TM-163 the gateway speaks HTTP/2 to the letter")
  void gateway() throws Exception {
    try (var page = StandIn.start(mesh.caller().applicationPort(), LONG_ENOUGH)) {
      passes(mesh.programs().topology().gateway().port());
      assertThat(page.received()).isNotEmpty();
    }
  }

  @Test
  @DisplayName("TM-163 a sidecar speaks HTTP/2 to the letter with those who call its application")
  void inbound() throws Exception {
    var application = mesh.additions().application(LONG_ENOUGH);
    mesh.additions().service("words", "selector: {app: words}", "ports: [{name: http, port: 81}]");
    var words =
        mesh.additions()
            .join(Member.of("words-v1", "words").port("http", application.port()).withSidecar());
    passes(words.inboundPorts().get("http"));
  }

  private static void passes(int port) throws IOException, InterruptedException {
    String program = System.getenv("LATEEN_H2SPEC");
    assumeTrue(program != null && !program.isEmpty(), "SKIPPED: LATEEN_H2SPEC names no h2spec");
    var process =
        new ProcessBuilder(
                program, "--strict", "--host", "127.0.0.1", "--port", Integer.toString(port))
            .redirectErrorStream(true)
            .start();
    String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(report.lines().filter(line -> line.contains("×")).map(String::strip).distinct())
        .as(report)
        .allMatch(line -> line.endsWith(NOT_OURS));
    assertThat(report).contains("146 tests, 145 passed");
  }
}
