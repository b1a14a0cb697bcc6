package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The conformance cases of h2spec, a program that {@code bin/h2spec} builds. */
@Tag("h2spec")
class H2specIT {
  /**
   * On a port that takes both versions what does not begin like HTTP/2 is HTTP/1, and answered 400
   * as such; RFC 9113 3.4 allows to leave out GOAWAY, and the connection is closed.
   */
  private static final String NOT_OURS = "Sends invalid connection preface";

  @Test
  void passesEveryCaseWithPriorKnowledge() throws Exception {
    String program = System.getenv("LATEEN_H2SPEC");
    assumeTrue(program != null && !program.isEmpty(), "SKIPPED: LATEEN_H2SPEC names no h2spec");
    // Given
    try (Backend backend = Backend.saying("hello");
        Proxy proxy =
            Proxy.http(
                List.of(Route.of(RouteMatch.ANY, Forward.to("a"))), Proxy.cluster("a", backend))) {
      // When
      InetSocketAddress address = proxy.address("http");
      Process process =
          new ProcessBuilder(
                  program,
                  "--host",
                  address.getAddress().getHostAddress(),
                  "--port",
                  Integer.toString(address.getPort()),
                  "--strict")
              .redirectErrorStream(true)
              .start();
      String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
      // Then
      assertThat(report.lines().filter(line -> line.contains("×")).map(String::strip).distinct())
          .as(report)
          .allMatch(line -> line.endsWith(NOT_OURS));
      assertThat(report).contains("146 tests, ");
    }
  }
}
