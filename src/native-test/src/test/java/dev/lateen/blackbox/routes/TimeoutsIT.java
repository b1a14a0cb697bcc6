package dev.lateen.blackbox.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.EnvoySide;
import dev.lateen.blackbox.mesh.NotThroughEnvoy;
import dev.lateen.blackbox.mesh.Rules;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.ThroughEnvoy;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How long a call may take. */
@ThroughEnvoy(EnvoySide.CALLER)
class TimeoutsIT {
  private static final Map<String, String> ANYONE = Map.of();
  private static final String TO_V1 = "  route: [{labels: {version: v1}}]\n";

  private final TestMesh mesh;

  TimeoutsIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @Test
  @DisplayName("TM-008 TM-060 a call that takes longer than the rule allows is answered with 504")
  void theTimeIsUp() throws IOException {
    // Given
    mesh.apply(timeout("timeout: 300ms"));
    mesh.standIn("v1").hold();

    // When
    var answer = mesh.get(TestMesh.REVIEWS, ANYONE);

    // Then
    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.took()).isGreaterThanOrEqualTo(Duration.ofMillis(290));
  }

  @Test
  @NotThroughEnvoy("it takes such headers from trusted addresses only")
  @DisplayName("TM-061 TM-069 a caller sets its own limit, and the service learns what it has")
  void theCallerSetsALimit() throws IOException {
    // Given
    mesh.apply(timeout("timeout: 60s"));

    // When
    mesh.get(TestMesh.REVIEWS, Map.of("x-envoy-upstream-rq-timeout-ms", "7000"));

    // Then
    var seen = mesh.standIn("v1").received().getLast();
    assertThat(seen.header("x-envoy-expected-rq-timeout-ms")).isEqualTo("7000");
    assertThat(seen.headers()).doesNotContainKey("x-envoy-upstream-rq-timeout-ms");
  }

  @Test
  @NotThroughEnvoy("it knows one header for the time only")
  @DisplayName("TM-066 the rule names the header by which callers set the time")
  void theRuleNamesTheHeader() throws IOException {
    // Given
    mesh.apply(timeout("timeout: 60s, overrideHeaderName: x-wait"));
    mesh.standIn("v1").hold();

    // When, then
    assertThat(mesh.get(TestMesh.REVIEWS, Map.of("x-wait", "200")).status()).isEqualTo(504);
  }

  @Test
  @DisplayName("TM-063 GP-14 however many tries are left, the call ends with the overall timeout")
  void retriesEndWithTheTime() throws IOException {
    // Given
    mesh.apply(
        timeout("timeout: 1s")
            + "  httpReqRetries: {simpleRetry: {attempts: 20, perTryTimeout: 250ms}}\n");
    mesh.standIn("v1").hold();

    // When
    var answer = mesh.get(TestMesh.REVIEWS + "slow", ANYONE);

    // Then
    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.took()).isBetween(Duration.ofMillis(990), Duration.ofSeconds(5));
    assertThat(mesh.standIn("v1").received("/slow")).hasSizeBetween(2, 4);
  }

  private static String timeout(String simple) {
    return Rules.rule(
        Rules.DEFAULT, 1, TO_V1 + "  httpReqTimeout: {simpleTimeout: {%s}}\n".formatted(simple));
  }
}
