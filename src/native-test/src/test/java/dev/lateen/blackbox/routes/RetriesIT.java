package dev.lateen.blackbox.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.Answer;
import dev.lateen.blackbox.mesh.EnvoySide;
import dev.lateen.blackbox.mesh.NotThroughEnvoy;
import dev.lateen.blackbox.mesh.Rules;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.ThroughEnvoy;
import dev.lateen.tour.mesh.ResourceState;
import dev.lateen.tour.process.Await;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which calls are tried again, and how often. */
@ThroughEnvoy(EnvoySide.CALLER)
class RetriesIT {
  private static final Map<String, String> ANYONE = Map.of();
  private static final String TO_V1 = "  route: [{labels: {version: v1}}]\n";

  private final TestMesh mesh;

  RetriesIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @Test
  @DisplayName("TM-009 TM-062 TM-064 a call that fails is repeated as often as the rule says")
  void failedCallsAreRepeated() throws IOException {
    // Given
    mesh.apply(retries("attempts: 2"));

    // When, then
    assertThat(afterFailures(2, "GET", ANYONE).version()).isEqualTo("v1");
    assertThat(mesh.standIn("v1").received()).hasSize(3);
    assertThat(afterFailures(3, "GET", ANYONE).status()).isEqualTo(503);
  }

  @Test
  @NotThroughEnvoy("it takes such headers from trusted addresses only")
  @DisplayName("TM-065 a caller sets its own number of retries")
  void callersSetTheNumber() throws IOException {
    // Given
    mesh.apply(retries("attempts: 2"));

    // When, then
    assertThat(afterFailures(1, "GET", Map.of("x-envoy-max-retries", "0")).status()).isEqualTo(503);
    assertThat(afterFailures(4, "GET", Map.of("x-envoy-max-retries", "5")).version())
        .isEqualTo("v1");
  }

  @Test
  @NotThroughEnvoy("it repeats whatever the method")
  @DisplayName(
      "UA-18 what may have been carried out is repeated where it is safe or the rule says when")
  void whatIsUnsafeIsNotRepeatedUnasked() throws IOException {
    // Given
    mesh.apply(retries("attempts: 2"));

    // When, then
    assertThat(afterFailures(1, "POST", ANYONE).status()).isEqualTo(503);
    assertThat(afterFailures(1, "PUT", ANYONE).version()).isEqualTo("v1");

    // And when the rule says when
    mesh.apply(retries("attempts: 2, retryOn: gateway-error"));

    // Then
    assertThat(afterFailures(1, "POST", ANYONE).version()).isEqualTo("v1");
  }

  @Test
  @DisplayName("TM-059 GP-03 durations that are left out have defaults")
  void durationsMayBeLeftOut() throws IOException {
    // When
    mesh.apply(retries("attempts: 1"));
    mesh.additions()
        .write(
            """
            apiVersion: lateen.dev/v1alpha1
            kind: DestinationPolicy
            metadata: {name: reviews}
            spec:
              destination: {name: reviews}
              circuitBreaker: {simpleCb: {maxConnections: 100, httpConsecutiveErrors: 50}}
            """);

    // Then
    Await.until(
        "the policy in force",
        TestMesh.TIMEOUT,
        () ->
            mesh.files()
                .state("DestinationPolicy", "reviews")
                .filter(ResourceState::ready)
                .isPresent());
    assertThat(afterFailures(1, "GET", ANYONE).version()).isEqualTo("v1");
  }

  @Test
  @DisplayName(
      "S-16 while a version fails, a rule that repeats its calls elsewhere hides it from callers")
  void aFailingVersionGoesUnseen() throws IOException {
    // Given
    mesh.standIn("v1").answer(503, 200);
    assertThat(statuses()).containsKey(503);

    // When
    mesh.apply(Rules.rule(Rules.DEFAULT, 1, "  httpReqRetries: {simpleRetry: {attempts: 3}}\n"));

    // Then
    assertThat(statuses()).containsOnlyKeys(200);
  }

  private Map<Integer, Integer> statuses() throws IOException {
    var statuses = new TreeMap<Integer, Integer>();
    for (int i = 0; i < 30; i++) {
      statuses.merge(mesh.get(TestMesh.REVIEWS, ANYONE).status(), 1, Integer::sum);
    }
    return statuses;
  }

  private Answer afterFailures(int failures, String method, Map<String, String> headers)
      throws IOException {
    mesh.standIn("v1").reset();
    mesh.standIn("v1").fail(failures, 503);
    return mesh.ask(method, TestMesh.REVIEWS, headers, "");
  }

  private static String retries(String simple) {
    return Rules.rule(
        Rules.DEFAULT, 1, TO_V1 + "  httpReqRetries: {simpleRetry: {%s}}\n".formatted(simple));
  }
}
