package dev.lateen.blackbox.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** Faults that rules inject into HTTP calls. */
@ThroughEnvoy(EnvoySide.CALLER)
class FaultsIT {
  private static final Map<String, String> ANYONE = Map.of();
  private static final Map<String, String> CANARY = Map.of("x-canary", "yes");

  private final TestMesh mesh;

  FaultsIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @Test
  @DisplayName(
      "TM-074 TM-076 AT-07 calls with a header wait 5 s and are then answered with 503, others are"
          + " not")
  void aDelayAndThenAnAbort() throws IOException {
    // When
    mesh.apply(Rules.all("v1"));
    mesh.apply(
        Rules.rule(
            Rules.SPECIAL,
            2,
            """
              match: {request: {headers: {x-canary: {exact: "yes"}}}}
              httpFault:
                delay: {percent: 100, fixedDelay: 5s}
                abort: {percent: 100, httpStatus: 503}
            """));

    // Then
    var answer = mesh.get(TestMesh.REVIEWS, CANARY);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.took()).isBetween(Duration.ofMillis(4_900), Duration.ofSeconds(7));
    assertThat(mesh.count(5, ANYONE)).isEqualTo(Map.of("v1", 5));
  }

  @Test
  @DisplayName("TM-075 GP-02 a fault without a share meets every call")
  void withoutAShareEveryCallFails() throws IOException {
    // When
    mesh.apply(Rules.fault("{delay: {fixedDelay: 20ms}, abort: {httpStatus: 418}}"));

    // Then
    assertThat(mesh.count(20, ANYONE)).isEqualTo(Map.of("HTTP 418", 20));
    assertThat(mesh.get(TestMesh.REVIEWS, ANYONE).took())
        .isGreaterThanOrEqualTo(Duration.ofMillis(19));
  }

  @Test
  @DisplayName("TM-073 GP-05 an abort with a gRPC status reaches a gRPC caller as that status")
  void grpcCallersGetAStatus() throws IOException {
    // When
    mesh.apply(Rules.fault("{abort: {grpcStatus: UNAVAILABLE}}"));

    // Then
    var call = mesh.get(TestMesh.REVIEWS, Map.of("content-type", "application/grpc"));
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.header("grpc-status")).isEqualTo("14");
  }

  @Test
  @NotThroughEnvoy("it answers 200 to every caller")
  @DisplayName("TM-073 GP-05 an abort with a gRPC status is an error to a caller of HTTP too")
  void httpCallersGetAStatus() throws IOException {
    // When
    mesh.apply(Rules.fault("{abort: {grpcStatus: UNAVAILABLE}}"));

    // Then
    assertThat(mesh.get(TestMesh.REVIEWS, ANYONE).status()).isEqualTo(503);
  }

  @Test
  @NotThroughEnvoy("it answers 503 where a rule breaks connections")
  @DisplayName("TM-073 TM-079 an abort by HTTP/2 error ends an HTTP/1 connection")
  void aConnectionBreaks() {
    // When
    mesh.apply(Rules.fault("{abort: {http2Error: REFUSED_STREAM}}"));

    // Then
    assertThatThrownBy(() -> mesh.get(TestMesh.REVIEWS, ANYONE)).isInstanceOf(IOException.class);
  }

  @Test
  @NotThroughEnvoy("its delays are fixed")
  @DisplayName("TM-071 GP-05 exponential delays vary around their mean")
  void delaysVary() throws IOException {
    // When
    mesh.apply(Rules.fault("{delay: {exponentialDelay: 60ms}, abort: {httpStatus: 418}}"));

    // Then: of 30, one below and one above the mean, but for one in ten thousand million
    var shortest = Duration.ofDays(1);
    var longest = Duration.ZERO;
    for (int i = 0; i < 30; i++) {
      var took = mesh.get(TestMesh.REVIEWS, ANYONE).took();
      shortest = took.compareTo(shortest) < 0 ? took : shortest;
      longest = took.compareTo(longest) > 0 ? took : longest;
    }
    assertThat(longest).isGreaterThan(Duration.ofMillis(60));
    assertThat(shortest).isLessThan(longest.dividedBy(2));
  }

  @Test
  @NotThroughEnvoy("the gateway is a proxy of ours")
  @DisplayName("TM-077 GP-10 a rule injects faults at the ingress gateway")
  void faultsHoldAtTheGateway() throws IOException {
    // Given
    var page = mesh.programs().page();
    assertThat(mesh.programs().probe().get(page).statusCode()).isEqualTo(503);

    // When
    mesh.apply(
        Rules.ruleFor(
            "{name: productpage}", "page-fault", 1, "  httpFault: {abort: {httpStatus: 418}}\n"));

    // Then
    assertThat(mesh.programs().probe().get(page).statusCode()).isEqualTo(418);
  }
}
