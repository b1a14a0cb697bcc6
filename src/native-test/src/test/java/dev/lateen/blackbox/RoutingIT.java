package dev.lateen.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.Connection;
import dev.lateen.blackbox.mesh.NotThroughEnvoy;
import dev.lateen.blackbox.mesh.Rules;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.ThroughEnvoy;
import dev.lateen.tour.mesh.Instance;
import dev.lateen.tour.process.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests through two sidecars follow the rules (issue 3, "Done when" 3). */
@ThroughEnvoy
class RoutingIT {
  private static final Map<String, String> ANYONE = Map.of();

  private final TestMesh mesh;

  RoutingIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @Test
  @DisplayName("S-03 TM-052 TM-083 without rules the versions take turns")
  void withoutRulesTheVersionsTakeTurns() throws IOException {
    assertThat(mesh.count(90, ANYONE)).isEqualTo(Map.of("v1", 30, "v2", 30, "v3", 30));
  }

  @Test
  @DisplayName("TM-001 TM-004 TM-031 AT-04 everything goes to one version")
  void everythingGoesToOneVersion() throws IOException {
    // When
    mesh.apply(Rules.all("v1"));

    // Then
    assertThat(mesh.count(100, ANYONE)).isEqualTo(Map.of("v1", 100));
  }

  @Test
  @DisplayName("TM-002 TM-025 TM-028 TM-050 a cookie chooses the version before the rule for all")
  void aCookieChoosesTheVersion() throws IOException {
    // When
    mesh.apply(Rules.all("v1"));
    mesh.apply(Rules.when("cookie", "{regex: \"^(.*?;)?(user=jason)(;.*)?$\"}", "v2"));

    // Then
    assertThat(mesh.count(20, Map.of("cookie", "a=b;user=jason"))).isEqualTo(Map.of("v2", 20));
    assertThat(mesh.count(20, Map.of("cookie", "user=jasonx"))).isEqualTo(Map.of("v1", 20));
    assertThat(mesh.count(20, ANYONE)).isEqualTo(Map.of("v1", 20));
  }

  @Test
  @DisplayName("S-10 TM-003 TM-022 AT-06 a header chooses the version")
  void aHeaderChoosesTheVersion() throws IOException {
    // When
    mesh.apply(Rules.all("v1"));
    mesh.apply(Rules.when("x-canary", "{exact: \"yes\"}", "v3"));

    // Then
    assertThat(mesh.count(20, Map.of("x-canary", "yes"))).isEqualTo(Map.of("v3", 20));
    assertThat(mesh.count(20, Map.of("x-canary", "no"))).isEqualTo(Map.of("v1", 20));
  }

  @Test
  @DisplayName("TM-023 the prefix of a path chooses the version")
  void thePrefixOfAPathChoosesTheVersion() throws IOException {
    // When
    mesh.apply(Rules.all("v1"));
    mesh.apply(Rules.when("uri", "{prefix: /beta}", "v2"));

    // Then
    assertThat(mesh.count(20, TestMesh.REVIEWS + "beta/0", ANYONE)).isEqualTo(Map.of("v2", 20));
    assertThat(mesh.count(20, TestMesh.REVIEWS + "0/beta", ANYONE)).isEqualTo(Map.of("v1", 20));
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 75})
  @NotThroughEnvoy("it draws each version at random: within 5 of 100 usually, not always")
  @DisplayName("S-11 TM-032 TM-034 AT-05 a split is within 5 of 100")
  void aSplitIsWithin5Of100(int weight) throws IOException {
    // When
    mesh.apply(Rules.split("v1", weight, "v3", 100 - weight));

    // Then
    var counts = mesh.count(100, ANYONE);
    assertThat(counts).containsOnlyKeys("v1", "v3");
    assertThat(counts.get("v1")).isCloseTo(weight, Offset.offset(5));
  }

  @Test
  @DisplayName("S-11 TM-032 a split holds in the long run")
  void aSplitHoldsInTheLongRun() throws IOException {
    // When
    mesh.apply(Rules.split("v1", 75, "v3", 25));

    // Then
    var counts = mesh.count(1000, ANYONE);
    assertThat(counts).containsOnlyKeys("v1", "v3");
    assertThat(counts.get("v1")).isCloseTo(750, Offset.offset(70));
  }

  @Test
  @DisplayName("TM-010 TM-070 a delay holds requests back")
  void aDelayHoldsRequestsBack() throws IOException {
    // When
    mesh.apply(Rules.fault("{delay: {percent: 100, fixedDelay: 700ms}}"));

    // Then
    var answer = mesh.get(TestMesh.REVIEWS, ANYONE);
    assertThat(answer.version()).isEqualTo("v1");
    assertThat(answer.took()).isBetween(Duration.ofMillis(700), Duration.ofSeconds(5));
  }

  @Test
  @DisplayName("TM-072 an abort answers in place of the service")
  void anAbortAnswersInPlaceOfTheService() throws IOException {
    // When
    mesh.apply(Rules.fault("{abort: {percent: 100, httpStatus: 503}}"));

    // Then
    assertThat(mesh.count(10, ANYONE)).isEqualTo(Map.of("HTTP 503", 10));
  }

  @Test
  void rulesHoldForCallsOfTheGatewayToo() throws IOException {
    // Given: the gateway's only service is productpage, whose application is not there
    var gateway = mesh.programs().page();

    // When // Then
    assertThat(mesh.programs().probe().get(gateway).statusCode()).isEqualTo(503);
  }

  @Test
  @NotThroughEnvoy("it is the delay of our own sidecars that counts")
  @DisplayName("S-34 TM-057 a change is live on every sidecar in under a second")
  void aChangeIsLiveOnEverySidecarInUnderASecond() {
    // Given
    mesh.apply(Rules.all("v1"));

    // When
    var changes = IntStream.range(0, 9).mapToObj(i -> change(i % 2 == 0 ? "v2" : "v3")).toList();

    // Then
    var observed = changes.stream().map(Change::observed).sorted().toList();
    var reported = changes.stream().map(Change::reported).sorted().toList();
    System.out.printf("live on every sidecar, observed (ms): %s%n", millis(observed));
    System.out.printf("live on every sidecar, reported (ms): %s%n", millis(reported));
    assertThat(observed.get(changes.size() / 2)).isLessThan(Duration.ofSeconds(1));
    assertThat(reported.get(changes.size() / 2)).isLessThan(Duration.ofSeconds(1));
  }

  private static List<Long> millis(List<Duration> durations) {
    return durations.stream().map(Duration::toMillis).toList();
  }

  /** Writes a rule and sees when every sidecar obeys it, and when the status says so. */
  private Change change(String version) {
    var state = mesh.programs().files().state("RouteRule", Rules.DEFAULT).orElseThrow();
    mesh.programs().files().apply(Rules.all(version));
    long written = System.nanoTime();
    var waiting = new ArrayList<>(mesh.programs().topology().instances());
    var observed =
        Await.until(
            "every sidecar obeys",
            TestMesh.TIMEOUT,
            () -> {
              waiting.removeIf(instance -> obeys(instance, version));
              return waiting.isEmpty();
            });
    Await.until(
        "the status says so",
        TestMesh.TIMEOUT,
        () ->
            mesh.programs()
                .files()
                .state("RouteRule", Rules.DEFAULT)
                .filter(now -> now.observedGeneration() > state.observedGeneration())
                .filter(now -> now.ready())
                .isPresent());
    return new Change(observed, Duration.ofNanos(System.nanoTime() - written));
  }

  private static boolean obeys(Instance instance, String version) {
    try (var connection = Connection.to(instance.outboundPort())) {
      return connection.get(TestMesh.REVIEWS, ANYONE).version().equals(version);
    } catch (IOException e) {
      return false;
    }
  }

  /** How long a change took until it was seen everywhere, and until the status said so. */
  private record Change(Duration observed, Duration reported) {}
}
