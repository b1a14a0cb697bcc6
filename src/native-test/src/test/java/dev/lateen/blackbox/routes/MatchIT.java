package dev.lateen.blackbox.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.EnvoySide;
import dev.lateen.blackbox.mesh.Member;
import dev.lateen.blackbox.mesh.Rules;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.ThroughEnvoy;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For which calls a rule is, and where they go. */
@ThroughEnvoy(EnvoySide.CALLER)
class MatchIT {
  private static final Map<String, String> ANYONE = Map.of();
  private static final Map<String, String> CANARY = Map.of("x-canary", "yes");
  private static final String FOR_CANARY =
      "  match: {request: {headers: {x-canary: {exact: \"yes\"}}}}\n";
  private static final String TO_V1 = "  route: [{labels: {version: v1}}]\n";
  private static final String TO_V2 = "  route: [{labels: {version: v2}}]\n";

  private final TestMesh mesh;

  MatchIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @Test
  @DisplayName("TM-020 TM-021 a rule is for the callers of its source that have all of its labels")
  void aRuleIsForItsCallers() throws IOException {
    // Given
    mesh.apply(Rules.all("v1"));

    // When
    mesh.apply(Rules.rule("reviews-others", 3, "  match: {source: {name: reviews}}\n" + TO_V2));

    // Then
    assertThat(mesh.count(10, ANYONE)).isEqualTo(Map.of("v1", 10));

    // And when the source is the caller, in a version that it is not
    mesh.files().apply(fromPage("v9"));
    mesh.apply(Rules.all("v3"));

    // Then
    assertThat(mesh.count(10, ANYONE)).isEqualTo(Map.of("v3", 10));

    // And when it is the version of the caller
    mesh.apply(fromPage("v1"));

    // Then
    assertThat(mesh.count(10, ANYONE)).isEqualTo(Map.of("v2", 10));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: reviews, namespace: default}",
        "{name: reviews, namespace: default, domain: svc.cluster.local}",
        "{service: reviews.default.svc.cluster.local}"
      })
  @DisplayName("TM-015 a service is written as name with namespace and domain, or whole")
  void aServiceIsWrittenInParts(String destination) throws IOException {
    // When
    mesh.apply(Rules.ruleFor(destination, Rules.DEFAULT, 1, TO_V2));

    // Then
    assertThat(mesh.count(10, ANYONE)).isEqualTo(Map.of("v2", 10));
  }

  @Test
  @DisplayName("TM-022 TM-026 AT-06 paths and headers match by regular expression, as a whole")
  void expressionsMatchTheWhole() throws IOException {
    // When
    mesh.apply(Rules.all("v1"));
    mesh.apply(
        Rules.rule(
            Rules.SPECIAL,
            2,
            """
              match:
                request:
                  headers:
                    uri: {regex: "/books/[0-9]+"}
                    x-user: {regex: "ja.+n"}
            """
                + TO_V2));

    // Then
    var jason = Map.of("x-user", "jason");
    assertThat(mesh.count(5, TestMesh.REVIEWS + "books/17", jason)).isEqualTo(Map.of("v2", 5));
    assertThat(mesh.count(5, TestMesh.REVIEWS + "books/17?a=b", jason)).isEqualTo(Map.of("v2", 5));
    assertThat(mesh.count(5, TestMesh.REVIEWS + "books/17/x", jason)).isEqualTo(Map.of("v1", 5));
    assertThat(mesh.count(5, TestMesh.REVIEWS + "books/17", Map.of("x-user", "jasons")))
        .isEqualTo(Map.of("v1", 5));
  }

  @Test
  @DisplayName("TM-024 a header is named in lower case and met in any")
  void headersAreMetInAnyCase() throws IOException {
    // When
    mesh.apply(Rules.all("v1"));
    mesh.apply(Rules.rule(Rules.SPECIAL, 2, FOR_CANARY + TO_V2));

    // Then
    assertThat(mesh.count(5, Map.of("X-Canary", "yes"))).isEqualTo(Map.of("v2", 5));
  }

  @Test
  @DisplayName("TM-051 a rule without conditions hides those behind it")
  void aRuleForAllEndsTheSearch() throws IOException {
    // When
    mesh.files().apply(Rules.rule("reviews-behind", 1, FOR_CANARY + TO_V2));
    mesh.apply(Rules.rule(Rules.DEFAULT, 2, TO_V1));

    // Then
    assertThat(mesh.count(10, CANARY)).isEqualTo(Map.of("v1", 10));
  }

  @Test
  @DisplayName(
      "TM-053 TM-054 what no rule takes goes to all instances, and so does a rule without route")
  void allInstancesAreTheDefault() throws IOException {
    // When
    mesh.apply(
        Rules.rule(
            Rules.SPECIAL, 1, FOR_CANARY + "  httpReqTimeout: {simpleTimeout: {timeout: 5s}}\n"));

    // Then
    assertThat(mesh.count(30, ANYONE)).containsOnlyKeys("v1", "v2", "v3");
    assertThat(mesh.count(30, CANARY)).containsOnlyKeys("v1", "v2", "v3");
    assertThat(mesh.standIn("v1").received().getLast().header("x-envoy-expected-rq-timeout-ms"))
        .isEqualTo("5000");
  }

  @Test
  @DisplayName("TM-030 a rule may send to another service than its own")
  void anotherServiceMayBeMeant() throws IOException {
    // Given
    var shop = mesh.additions().application("shop");
    mesh.additions().service("shop", "selector: {app: shop}", "ports: [{name: http, port: 9080}]");
    mesh.additions().join(Member.of("shop-v1", "shop").port("http", shop.port()));
    mesh.awaitVersionsOf("http://shop:9080/", "shop");

    // When
    mesh.apply(
        Rules.rule(
            Rules.DEFAULT,
            1,
            """
              route:
                - {labels: {version: v1}, weight: 50}
                - {destination: {name: shop}, weight: 50}
            """));

    // Then
    assertThat(mesh.count(40, ANYONE)).containsOnlyKeys("v1", "shop");
  }

  private static String fromPage(String version) {
    return Rules.rule(
        "reviews-page",
        4,
        "  match: {source: {name: productpage, labels: {version: %s}}}\n".formatted(version)
            + TO_V2);
  }
}
