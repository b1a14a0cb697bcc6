package dev.lateen.blackbox.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.EnvoySide;
import dev.lateen.blackbox.mesh.NotThroughEnvoy;
import dev.lateen.blackbox.mesh.Received;
import dev.lateen.blackbox.mesh.Rules;
import dev.lateen.blackbox.mesh.StandIn;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.ThroughEnvoy;
import dev.lateen.tour.process.Await;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Headers that rules change, CORS, and copies of requests. */
@ThroughEnvoy(EnvoySide.CALLER)
class HeadersIT {
  private static final String TO_V1 = "  route: [{labels: {version: v1}}]\n";

  private final TestMesh mesh;

  HeadersIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @Test
  @DisplayName(
      "TM-014 UA-17 TS-01 headers are appended, set, added and removed on the way there and back")
  void headersAreChanged() throws IOException {
    // When
    mesh.apply(
        Rules.rule(
            Rules.DEFAULT,
            1,
            """
              appendHeaders: {x-appended: "1"}
              headers:
                request: {set: {x-set: "100%"}, add: {x-list: b}, remove: [x-secret]}
                response: {set: {x-answer: "yes"}, remove: [x-version]}
            """
                + TO_V1));

    // Then
    var answer =
        mesh.get(
            TestMesh.REVIEWS,
            Map.of("x-set", "old", "x-list", "a", "x-secret", "s", "x-appended", "0"));
    assertThat(answer.headers())
        .containsEntry("x-answer", "yes")
        .doesNotContainKey(StandIn.VERSION);
    assertThat(mesh.standIn("v1").received().getLast().headers())
        .containsEntry("x-appended", "0,1")
        .containsEntry("x-set", "100%")
        .containsEntry("x-list", "a,b")
        .doesNotContainKey("x-secret");
  }

  @Test
  @DisplayName(
      "TM-013 TM-100 UA-17 preflights are answered by the proxy, and responses carry the"
          + " permission")
  void crossOriginCalls() throws IOException {
    // Given
    mesh.apply(
        Rules.rule(
            Rules.DEFAULT,
            1,
            """
              corsPolicy:
                allowOrigin: ["http://shop.example"]
                allowMethods: [GET, POST]
                allowHeaders: [x-a]
                exposeHeaders: [x-b]
                maxAge: 1m
                allowCredentials: true
            """
                + TO_V1));

    // When
    var preflight =
        mesh.ask(
            "OPTIONS",
            TestMesh.REVIEWS + "cors",
            Map.of("origin", "http://shop.example", "access-control-request-method", "POST"),
            "");

    // Then
    assertThat(preflight.status()).isEqualTo(200);
    assertThat(preflight.headers())
        .containsEntry("access-control-allow-origin", "http://shop.example")
        .containsEntry("access-control-allow-methods", "GET,POST")
        .containsEntry("access-control-allow-headers", "x-a")
        .containsEntry("access-control-max-age", "60")
        .containsEntry("access-control-allow-credentials", "true");
    assertThat(mesh.standIn("v1").received("/cors")).isEmpty();

    // And when the call itself comes
    var answer = mesh.get(TestMesh.REVIEWS, Map.of("origin", "http://shop.example"));

    // Then
    assertThat(answer.version()).isEqualTo("v1");
    assertThat(answer.headers())
        .containsEntry("access-control-allow-origin", "http://shop.example")
        .containsEntry("access-control-expose-headers", "x-b");
    assertThat(mesh.get(TestMesh.REVIEWS, Map.of("origin", "http://evil.example")).headers())
        .doesNotContainKey("access-control-allow-origin");
  }

  @Test
  @DisplayName(
      "TM-012 UA-17 a mirror gets a copy of each request with its body, and nobody waits for it")
  void aMirrorGetsCopies() throws IOException {
    // Given
    mesh.apply(
        Rules.rule(Rules.DEFAULT, 1, "  mirror: {name: reviews, labels: {version: v2}}\n" + TO_V1));
    mesh.standIn("v2").hold();

    // When
    for (int i = 0; i < 10; i++) {
      assertThat(mesh.ask("POST", TestMesh.REVIEWS + "m", Map.of(), "body").version())
          .isEqualTo("v1");
    }

    // Then
    assertThat(copies("v2"))
        .allMatch(copy -> copy.body().equals("body"))
        .allMatch(copy -> copy.header("host").startsWith("reviews-shadow"));
  }

  @Test
  @NotThroughEnvoy("it has one name for all copies, and no headers of their own")
  @DisplayName("UA-23 several mirrors each have their authority, headers and share")
  void severalMirrors() throws IOException {
    // Given
    mesh.apply(
        Rules.rule(
            Rules.DEFAULT,
            1,
            """
              mirror: {name: reviews, labels: {version: v2}}
              mirrors:
                - destination: {name: reviews, labels: {version: v3}}
                  authority: shadow.example
                  headers: {set: {x-shadow: "true"}}
                - destination: {name: productpage}
                  percent: 0
            """
                + TO_V1));

    // When
    assertThat(mesh.count(10, TestMesh.REVIEWS + "m", Map.of())).isEqualTo(Map.of("v1", 10));

    // Then
    assertThat(copies("v2")).allMatch(copy -> copy.header("host").startsWith("reviews-shadow"));
    assertThat(copies("v3"))
        .allMatch(copy -> copy.header("host").equals("shadow.example"))
        .allMatch(copy -> copy.header("x-shadow").equals("true"));
  }

  /** The copies that a version got: ten, after a while. */
  private List<Received> copies(String version) {
    Await.until(
        "the copies", TestMesh.TIMEOUT, () -> mesh.standIn(version).received("/m").size() == 10);
    return mesh.standIn(version).received("/m");
  }
}
