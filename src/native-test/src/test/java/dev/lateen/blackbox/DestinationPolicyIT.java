package dev.lateen.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.Load;
import dev.lateen.blackbox.mesh.MeshExtension;
import dev.lateen.blackbox.mesh.Rules;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.tour.process.Await;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Destination policies from the rule to what requests meet. */
@ExtendWith(MeshExtension.class)
class DestinationPolicyIT {
  private static final Map<String, String> ANYONE = Map.of();
  private static final Set<String> ALL = Set.of("v1", "v2", "v3");

  /** Lets nothing pass: whoever meets it knows that the policy is obeyed. */
  private static final String CLOSED = "connectionPool: {http: {maxRequests: 0}}";

  private final TestMesh mesh;

  DestinationPolicyIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @AfterEach
  void everyoneIsWellAgain() {
    ALL.forEach(version -> mesh.standIn(version).answer(200, 200));
    mesh.withoutRules();
  }

  private static String policy(String name, String destination, String... rest) {
    return """
        apiVersion: lateen.dev/v1alpha1
        kind: DestinationPolicy
        metadata:
          name: %s
        spec:
          destination: %s
          %s
        """
        .formatted(name, destination, String.join("\n  ", rest));
  }

  private static String forAll(String... rest) {
    return policy("reviews", "{name: reviews}", rest);
  }

  private Set<String> answers(int requests) throws IOException {
    return mesh.count(requests, ANYONE).keySet();
  }

  private void awaitAnswers(Set<String> versions) {
    Await.until(
        "answers of " + versions,
        TestMesh.TIMEOUT,
        () -> {
          try {
            return answers(12).equals(versions);
          } catch (IOException e) {
            return false;
          }
        });
  }

  @Test
  @DisplayName(
      "TM-058 TM-081 a policy for a version counts where a rule routes to exactly its labels")
  void labels() throws IOException {
    // When
    mesh.files().apply(policy("v1", "{name: reviews, labels: {version: v1}}", CLOSED));
    mesh.apply(Rules.split("v1", 50, "v2", 50));

    // Then
    assertThat(mesh.count(20, ANYONE)).isEqualTo(Map.of("HTTP 503", 10, "v2", 10));
    mesh.files().delete("RouteRule", Rules.DEFAULT);
    awaitAnswers(ALL);
  }

  @Test
  @DisplayName("TM-080 a policy with a source counts for calls from that service only")
  void source() throws IOException {
    // When
    mesh.apply(policy("other", "{name: reviews}", "source: {name: reviews}", CLOSED));

    // Then
    assertThat(answers(9)).isEqualTo(ALL);
    mesh.apply(policy("mine", "{name: reviews}", "source: {name: productpage}", CLOSED));
    assertThat(answers(9)).containsExactly("HTTP 503");
  }

  @Test
  @DisplayName("TM-082 of two policies for the same calls that with the smallest key counts")
  void smallestKey() throws IOException {
    // When
    mesh.apply(policy("b", "{name: reviews}", "loadBalancing: {name: RANDOM}"));
    mesh.apply(policy("a", "{name: reviews}", CLOSED));

    // Then
    assertThat(answers(9)).containsExactly("HTTP 503");
  }

  @Test
  @DisplayName("TM-084 TM-085 TM-147 TS-02 every way to balance reaches every instance")
  void ways() throws IOException {
    for (String name : List.of("ROUND_ROBIN", "LEAST_CONN", "RANDOM", "PEAK_EWMA", "PASSTHROUGH")) {
      // When
      mesh.apply(forAll("loadBalancing: {name: " + name + "}"));

      // Then
      awaitAnswers(ALL);
    }
  }

  @Test
  @DisplayName("TS-02 consistentHash keeps every user with one instance, by ring and by Maglev")
  void consistentHash() throws IOException {
    for (String table : List.of("ringHash: {minimumRingSize: 1024}", "maglev: {tableSize: 251}")) {
      // When
      mesh.apply(
          forAll("loadBalancing: {consistentHash: {httpHeaderName: x-user, " + table + "}}"));

      // Then
      var used = new HashSet<String>();
      for (int user = 0; user < 20; user++) {
        var ofUser = mesh.count(3, Map.of("x-user", "user-" + user)).keySet();
        assertThat(ofUser).hasSize(1);
        used.addAll(ofUser);
      }
      assertThat(used).isEqualTo(ALL);
    }
  }

  @Test
  @DisplayName("TM-087 TM-088 TM-089 requests beyond httpMaxRequests are answered 503")
  void circuitBreaker() throws Exception {
    // Given
    mesh.apply(
        forAll(
            "circuitBreaker: {simpleCb: {httpMaxRequests: 1, httpMaxPendingRequests: 1,"
                + " httpMaxRequestsPerConnection: 1}}"));
    var latches = ALL.stream().map(version -> mesh.standIn(version).hold()).toList();
    var codes = new HashMap<String, Integer>();

    // When one request is held
    try (var load = Load.start(mesh.caller().outboundPort(), 100)) {
      Await.until(
          "a refused request",
          TestMesh.TIMEOUT,
          () -> {
            try {
              return mesh.get(TestMesh.REVIEWS, ANYONE).status() == 503;
            } catch (IOException e) {
              return false;
            }
          });
      latches.forEach(java.util.concurrent.CountDownLatch::countDown);
      load.stop().forEach(sample -> codes.merge(sample.version(), 1, Integer::sum));
    }

    // Then
    assertThat(codes).containsKey("HTTP 503");
    awaitAnswers(ALL);
  }

  @Test
  @DisplayName(
      "TM-090 TM-091 TM-092 TM-093 TM-094 TM-149 S-25 a failing instance is ejected and comes back")
  void ejection() throws IOException {
    // Given
    mesh.apply(
        forAll(
            "circuitBreaker: {simpleCb: {httpConsecutiveErrors: 2, httpDetectionInterval: 100ms,"
                + " sleepWindow: 1s, httpMaxEjectionPercent: 50}}"));

    // When
    mesh.standIn("v1").answer(500, 200);

    // Then
    awaitAnswers(Set.of("v2", "v3"));
    mesh.standIn("v1").answer(200, 200);
    awaitAnswers(ALL);
  }

  @Test
  @DisplayName(
      "TM-148 GP-01 S-25 an instance whose health check answers 503 gets no requests until it is well")
  void healthCheck() {
    // Given
    mesh.apply(
        forAll(
            "healthCheck: {http: {path: /healthz}, interval: 100ms, timeout: 5s,"
                + " unhealthyThreshold: 100}"));

    // When
    mesh.standIn("v2").answer(200, 503);

    // Then
    awaitAnswers(Set.of("v1", "v3"));
    mesh.standIn("v2").answer(200, 200);
    awaitAnswers(ALL);
  }

  @Test
  @DisplayName("UA-06 no request fails when an instance leaves and comes back under load")
  void scaleDown() throws Exception {
    // Given
    var leaving = mesh.reviews().getLast();
    try (var load = Load.start(mesh.caller().outboundPort(), 200)) {
      for (int i = 0; i < 3; i++) {
        // When
        mesh.files().delete("Workload", leaving.name());
        mesh.awaitVersions("v1", "v2");
        mesh.files().apply(leaving.workload());
        mesh.awaitVersions("v1", "v2", "v3");
      }

      // Then
      assertThat(load.stop()).isNotEmpty().noneMatch(Load.Sample::lost);
    }
  }
}
