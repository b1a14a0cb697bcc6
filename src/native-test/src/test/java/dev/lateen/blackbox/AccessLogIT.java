package dev.lateen.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.EnvoySide;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.ThroughEnvoy;
import dev.lateen.tour.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the caller's proxy writes of requests when the mesh says so. */
@ThroughEnvoy(EnvoySide.CALLER)
class AccessLogIT {
  private final TestMesh mesh;

  AccessLogIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @Test
  @DisplayName("PO-098 the mesh lets its proxies write a line of text for each request")
  void text() {
    // When
    mesh.additions().settings("telemetry: {accessLog: TEXT}");

    // Then
    assertThat(line("["))
        .matches(
            "\\[\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z] \"GET /\\S+ HTTP/1\\.1\" 200 - 0 2 \\d+ \\d+"
                + " \"[^\"]*\" \"a \\(browser\\)\" \"[0-9a-f-]{36}\" \"reviews:9080\""
                + " \"127\\.0\\.0\\.1:\\d+\"");
  }

  @Test
  @DisplayName("PO-098 the mesh lets its proxies write an object of JSON for each request")
  void json() {
    // When
    mesh.additions().settings("telemetry: {accessLog: JSON}");

    // Then
    assertThat(line("{"))
        .endsWith("}")
        .contains("\"method\":\"GET\"", "\"authority\":\"reviews:9080\"", "\"response_code\":200")
        .contains(
            "\"upstream_cluster\":\"outbound|9080||reviews.default.svc.cluster.local\"",
            "\"user_agent\":\"a (browser)\"");
  }

  /** A line of this form, of requests made until there is one. */
  private String line(String beginning) {
    var path = UUID.randomUUID().toString();
    Await.until(
        "a line of the access log",
        TestMesh.TIMEOUT,
        () -> {
          ask(path);
          return find(beginning, path).isPresent();
        });
    return find(beginning, path).orElseThrow();
  }

  private void ask(String path) {
    try {
      mesh.get(TestMesh.REVIEWS + path, Map.of("user-agent", "a (browser)"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> find(String beginning, String path) {
    var process = mesh.programs().processes().find(mesh.caller().sidecarProcess()).orElseThrow();
    try (var lines = Files.lines(process.log())) {
      return lines
          .filter(line -> line.startsWith(beginning) && line.contains("/" + path))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
