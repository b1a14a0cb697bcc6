package dev.lateen.blackbox.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.EnvoySide;
import dev.lateen.blackbox.mesh.Rules;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.ThroughEnvoy;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules that answer with another address, rewrite the request, or answer themselves. */
@ThroughEnvoy(EnvoySide.CALLER)
class RedirectsIT {
  private static final Map<String, String> ANYONE = Map.of();
  private static final String TO_V1 = "  route: [{labels: {version: v1}}]\n";

  private final TestMesh mesh;

  RedirectsIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @Test
  @DisplayName(
      "TM-005 TM-040 AT-08 a caller that follows a redirect reaches the other service at the other"
          + " path")
  void aRedirectLeadsElsewhere() throws IOException {
    // When
    mesh.apply(
        Rules.ruleFor(
            "{name: productpage}",
            "page-redirect",
            1,
            """
              match: {request: {headers: {x-moved: {exact: "yes"}}}}
              redirect: {uri: /new/path, authority: "reviews:9080"}
            """));

    // Then
    var answer = mesh.get("http://productpage:9080/old", Map.of("x-moved", "yes"));
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("location")).isEqualTo("http://reviews:9080/new/path");
    mesh.apply(Rules.all("v1"));
    assertThat(mesh.get(answer.header("location"), ANYONE).version()).isEqualTo("v1");
    var followed = mesh.standIn("v1").received().getLast();
    assertThat(followed.target()).isEqualTo("/new/path");
    assertThat(followed.header("host")).isEqualTo("reviews:9080");
  }

  @Test
  @DisplayName(
      "TM-005 TS-01 a redirect replaces a prefix, the scheme and the port, with a status of its"
          + " own")
  void aRedirectHasManyParts() throws IOException {
    // When
    mesh.apply(
        Rules.rule(
            Rules.SPECIAL,
            2,
            """
              match: {request: {headers: {uri: {prefix: /old}}}}
              redirect: {scheme: https, prefixRewrite: /fresh, port: 8443, redirectCode: 308}
            """));

    // Then
    var answer = mesh.get(TestMesh.REVIEWS + "old/x?a=b", ANYONE);
    assertThat(answer.status()).isEqualTo(308);
    assertThat(answer.header("location")).isEqualTo("https://reviews:8443/fresh/x?a=b");
  }

  @Test
  @DisplayName("TM-006 TM-041 a rewrite replaces the prefix that matched, and the authority")
  void aRewriteReplacesThePrefix() throws IOException {
    // When
    mesh.apply(
        Rules.rule(
            Rules.SPECIAL,
            2,
            """
              match: {request: {headers: {uri: {prefix: /ratings}}}}
              rewrite: {uri: /v1/bookRatings, authority: inner.example}
            """
                + TO_V1));

    // Then
    assertThat(mesh.get(TestMesh.REVIEWS + "ratings/1?a=b", ANYONE).version()).isEqualTo("v1");
    var seen = mesh.standIn("v1").received().getLast();
    assertThat(seen.target()).isEqualTo("/v1/bookRatings/1?a=b");
    assertThat(seen.header("host")).isEqualTo("inner.example");
  }

  @Test
  @DisplayName("TM-006 TM-041 TS-01 a rewrite by regular expression keeps the groups it names")
  void aRewriteByExpression() throws IOException {
    // When
    mesh.apply(
        Rules.rule(
            Rules.DEFAULT,
            1,
            "  rewrite: {uriRegexRewrite: {match: \"^/by/([a-z]+)$\", rewrite: \"/found/\\\\1\"}}\n"
                + TO_V1));

    // Then
    mesh.get(TestMesh.REVIEWS + "by/name", ANYONE);
    assertThat(mesh.standIn("v1").received().getLast().target()).isEqualTo("/found/name");
  }

  @Test
  @DisplayName("TS-01 a direct response needs no service")
  void aDirectResponse() throws IOException {
    // When
    mesh.apply(
        Rules.rule(Rules.DEFAULT, 1, "  directResponse: {status: 418, body: {string: tea}}\n"));

    // Then
    var answer = mesh.get(TestMesh.REVIEWS + "tea", ANYONE);
    assertThat(answer.status()).isEqualTo(418);
    assertThat(answer.body()).isEqualTo("tea");
    assertThat(mesh.standIn("v1").received("/tea")).isEmpty();
  }
}
