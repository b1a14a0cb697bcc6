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
  @DisplayName("AT-04 on a cluster everything goes to one version")
  void oneVersion() {
    // When
    mesh.apply(
        """
        apiVersion: lateen.dev/v1alpha1
        kind: RouteRule
        metadata: {name: one-version}
        spec: {destination: {name: c}, route: [{labels: {version: v1}}]}
        """);
    // Then
    assertThat(mesh.workload("a-v1").calls("http://c/", "x-nothing: 1", 100))
        .hasSize(100)
        .allMatch(answer -> answer.startsWith("200 c-v1 "));
  }

  @Test
  @DisplayName("AT-06 on a cluster a header, and its expression, choose the version")
  void headers() {
    // When
    mesh.apply(
        """
        apiVersion: lateen.dev/v1alpha1
        kind: RouteRule
        metadata: {name: exact}
        spec:
          destination: {name: c}
          precedence: 3
          match: {request: {headers: {version: {exact: v2}}}}
          route: [{labels: {version: v2}}]
        ---
        apiVersion: lateen.dev/v1alpha1
        kind: RouteRule
        metadata: {name: expression}
        spec:
          destination: {name: c}
          precedence: 2
          match: {request: {headers: {foo: {regex: "b.*r"}}}}
          route: [{labels: {version: v2}}]
        ---
        apiVersion: lateen.dev/v1alpha1
        kind: RouteRule
        metadata: {name: rest}
        spec: {destination: {name: c}, precedence: 1, route: [{labels: {version: v1}}]}
        """);
    // Then
    assertThat(calls("version: v2")).allMatch(answer -> answer.startsWith("200 c-v2 "));
    assertThat(calls("foo: bar")).allMatch(answer -> answer.startsWith("200 c-v2 "));
    assertThat(calls("foo: baz")).allMatch(answer -> answer.startsWith("200 c-v1 "));
  }

  private List<String> calls(String header) {
    return mesh.workload("a-v1").calls("http://c/", header, 20);
  }

  @Test
  @DisplayName("AT-08 on a cluster a redirect leads to another service and path")
  void redirect() {
    // When
    mesh.apply(
        """
        apiVersion: lateen.dev/v1alpha1
        kind: RouteRule
        metadata: {name: redirect}
        spec:
          destination: {name: b}
          match: {request: {headers: {testredirect: {exact: enabled}}}}
          redirect: {uri: /new/path, authority: a}
        """);
    // Then
    assertThat(mesh.workload("t-v1").calls("http://b/", "testredirect: enabled", 1).getFirst())
        .startsWith("200 b-v1 ");
    assertThat(mesh.workload("c-v1").calls("http://b/", "testredirect: enabled", 1).getFirst())
        .startsWith("200 a-v1 ")
        .contains(" at a/new/path ");
  }

  @Test
  @DisplayName("AT-09 on a cluster 100 messages over a WebSocket are answered by one version")
  void webSocket() {
    // When
    mesh.apply(
        """
        apiVersion: lateen.dev/v1alpha1
        kind: RouteRule
        metadata: {name: web-socket}
        spec: {destination: {name: c}, websocketUpgrade: true, route: [{labels: {version: v1}}]}
        """);
    // Then
    List<String> answers = mesh.workload("a-v1").calls("ws://c:81/", "x-nothing: 1", 100);
    assertThat(answers).hasSize(100);
    assertThat(answers.getFirst()).isEqualTo("c-v1 message 0");
    assertThat(answers.getLast()).isEqualTo("c-v1 message 99");
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
