package dev.lateen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules hold for captured traffic. */
@EndToEnd
class RulesIT {
  private final InstalledMesh mesh;

  RulesIT(InstalledMesh mesh) {
    this.mesh = mesh;
  }

  @AfterEach
  void withdraw() {
    mesh.withdraw();
  }

  @Test
  @DisplayName("AT-05 on a cluster a canary gets a quarter of the requests")
  void canary() {
    // When
    mesh.apply(
        """
        apiVersion: lateen.dev/v1alpha1
        kind: RouteRule
        metadata: {name: canary}
        spec:
          destination: {name: c}
          route: [{labels: {version: v1}, weight: 75}, {labels: {version: v2}, weight: 25}]
        """);
    List<String> answers = mesh.workload("a-v1").calls("http://c/", "x-nothing: 1", 100);
    // Then
    assertThat(answers).allMatch(answer -> answer.startsWith("200 c-"));
    assertThat(answers.stream().filter(answer -> answer.startsWith("200 c-v2")).count())
        .isBetween(20L, 30L);
  }

  @Test
  @DisplayName("AT-07 on a cluster a fault delays and fails the requests that it is for")
  void fault() {
    // When
    mesh.apply(
        """
        apiVersion: lateen.dev/v1alpha1
        kind: RouteRule
        metadata: {name: fault}
        spec:
          destination: {name: c}
          precedence: 2
          match: {request: {headers: {version: {exact: v2}}}}
          route: [{labels: {version: v2}}]
          httpFault: {delay: {percent: 100, fixedDelay: 5s}, abort: {percent: 100, httpStatus: 503}}
        """);
    Instant start = Instant.now();
    List<String> delayed = mesh.workload("a-v1").calls("http://c/", "version: v2", 1);
    Duration took = Duration.between(start, Instant.now());
    // Then
    assertThat(delayed.getFirst()).startsWith("503");
    assertThat(took).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    assertThat(mesh.workload("a-v1").calls("http://c/")).startsWith("200 c-");
  }
}
