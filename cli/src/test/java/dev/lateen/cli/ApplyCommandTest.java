package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyCommandTest {
  private static final String RULE_FILE = "routerule-default-reviews.yaml";
  private static final String BAD_WEIGHTS =
      """
      apiVersion: lateen.dev/v1alpha1
      kind: RouteRule
      metadata: {name: ratings}
      spec:
        destination: {name: ratings}
        route:
          - {labels: {version: v1}, weight: 50}
          - {labels: {version: v2}, weight: 40}
      """;

  @TempDir private Path folder;
  private MeshDirectoryFixture mesh;

  @BeforeEach
  void useFolder() {
    mesh = new MeshDirectoryFixture(folder);
  }

  @Test
  void saysWhatBecameOfAResource() {
    // Given
    var changed = MeshDirectoryFixture.ALL_TO_V1.replace("version: v1", "version: v2");

    // When
    var created = apply(MeshDirectoryFixture.ALL_TO_V1);
    var unchanged = apply(MeshDirectoryFixture.ALL_TO_V1);
    var configured = apply(changed);

    // Then
    assertThat(created.out()).isEqualTo("routerule.lateen.dev/reviews created\n");
    assertThat(unchanged.out()).isEqualTo("routerule.lateen.dev/reviews unchanged\n");
    assertThat(configured.out()).isEqualTo("routerule.lateen.dev/reviews configured\n");
    assertThat(mesh.files()).containsExactly(RULE_FILE);
    assertThat(mesh.read(RULE_FILE)).contains("version: v2");
  }

  @Test
  void changesNothingWhenOneDocumentIsInvalid() {
    // When
    var result = apply(MeshDirectoryFixture.ALL_TO_V1 + "---\n" + BAD_WEIGHTS);

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            "standard input: document 2: spec.route[1].weight: 40: the weights of a rule must add up"
                + " to 100 (here 90)\n");
    assertThat(mesh.files()).isEmpty();
  }

  @Test
  void refusesKindsThatNoMeshDirectoryTakes() {
    // When
    var result =
        apply(
            MeshDirectoryFixture.ALL_TO_V1
                + "---\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\n");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("standard input: document 2: kind: \"v1 Pod\": a mesh directory takes");
    assertThat(mesh.files()).isEmpty();
  }

  @Test
  void changesAResourceWhereItStands() {
    // Given
    var other = MeshDirectoryFixture.ALL_TO_V1.replace("name: reviews", "name: ratings");
    mesh.write("rules/all.yaml", other + "---\n" + MeshDirectoryFixture.ALL_TO_V1);

    // When
    var result = apply(MeshDirectoryFixture.ALL_TO_V1.replace("precedence: 1", "precedence: 7"));

    // Then
    assertThat(result.out()).isEqualTo("routerule.lateen.dev/reviews configured\n");
    assertThat(mesh.files()).isEmpty();
    assertThat(mesh.read("rules/all.yaml"))
        .contains("name: ratings", "precedence: 7")
        .containsOnlyOnce("name: reviews\nspec:");
  }

  @Test
  void putsAResourceIntoTheNamespaceOfTheOption() {
    // When
    mesh.terminal().typing(MeshDirectoryFixture.ALL_TO_V1).run("-n", "shop", "apply", "-f", "-");

    // Then
    assertThat(mesh.files()).containsExactly("routerule-shop-reviews.yaml");
    assertThat(mesh.read("routerule-shop-reviews.yaml")).contains("namespace: shop");
  }

  @Test
  void leavesOutWhatOnlyServersWrite() {
    // When
    apply(
        MeshDirectoryFixture.ALL_TO_V1.replace(
                "metadata:\n", "metadata:\n  resourceVersion: \"7\"\n  uid: abc\n")
            + "status:\n  live: 1/1\n");

    // Then
    assertThat(mesh.read(RULE_FILE)).doesNotContain("resourceVersion", "uid", "status");
  }

  @Test
  void readsEveryDocumentFileOfAFolder() {
    // Given
    mesh.write("in/b.yml", MeshDirectoryFixture.ALL_TO_V1);
    mesh.write(
        "in/a.json", "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"a\"}}");
    mesh.write("in/readme.txt", "not a document");
    var elsewhere = new MeshDirectoryFixture(folder.resolve("in"));

    // When
    var result =
        elsewhere.terminal().with("LATEEN_MESH_DIR", folder.toString()).run("apply", "-f", ".");

    // Then: the rule stands in the folder already
    assertThat(result.out())
        .isEqualTo("service/a created\nrouterule.lateen.dev/reviews unchanged\n");
  }

  @Test
  void waitsUntilTheStatusIsAboutWhatWasApplied() {
    // Given: an older status that says live
    mesh.write(RULE_FILE, MeshDirectoryFixture.ALL_TO_V1);
    mesh.status("RouteRule", "reviews", status("True", "Live", 1));
    var terminal = mesh.terminal().at(Clock.systemUTC());

    // When
    var running =
        CompletableFuture.supplyAsync(
            () ->
                terminal
                    .typing(
                        MeshDirectoryFixture.ALL_TO_V1.replace("precedence: 1", "precedence: 2"))
                    .run("apply", "-f", "-", "--wait", "--timeout", "20s"));
    while (!mesh.read(RULE_FILE).contains("precedence: 2")) {
      Thread.onSpinWait();
    }
    assertThat(running).isNotCompleted();
    mesh.status("RouteRule", "reviews", status("True", "Live", 2));

    // Then
    assertThat(running.join().out())
        .startsWith("routerule.lateen.dev/reviews configured\n")
        .containsPattern("routerule.lateen.dev/reviews live on 7/7 after [0-9]+ms\n");
  }

  @Test
  void waitingFailsWhenTheOperatorRefusesTheRule() {
    // Given
    mesh.write(RULE_FILE, MeshDirectoryFixture.ALL_TO_V1);
    mesh.status(
        "RouteRule",
        "reviews",
        """
        conditions:
          - {type: Accepted, status: "False", reason: Rejected, message: "no such service"}
        observedGeneration: 1
        """);

    // When
    var result =
        mesh.terminal().typing(MeshDirectoryFixture.ALL_TO_V1).run("apply", "-f", "-", "--wait");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo("error: routerule.lateen.dev/reviews: refused: no such service\n");
  }

  @Test
  void waitingFailsWhenAnotherRuleTakesEveryCall() {
    // Given
    mesh.write(RULE_FILE, MeshDirectoryFixture.ALL_TO_V1);
    mesh.status("RouteRule", "reviews", notReady("Shadowed", "RouteRule/default/all comes first"));

    // When
    var result =
        mesh.terminal()
            .at(Clock.systemUTC())
            .typing(MeshDirectoryFixture.ALL_TO_V1)
            .run("apply", "-f", "-", "--wait", "--timeout", "1h");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "error: routerule.lateen.dev/reviews: shadowed: RouteRule/default/all comes first\n");
  }

  @Test
  void waitingThatTakesTooLongSaysWhatTheOperatorSays() {
    // Given
    mesh.write(RULE_FILE, MeshDirectoryFixture.ALL_TO_V1);
    mesh.status(
        "RouteRule", "reviews", notReady("NotUsed", "no connected sidecar has a use for it"));

    // When
    var result =
        mesh.terminal()
            .at(Clock.systemUTC())
            .typing(MeshDirectoryFixture.ALL_TO_V1)
            .run("apply", "-f", "-", "--wait", "--timeout", "60ms");

    // Then
    assertThat(result.err())
        .contains("not live after 60ms (0/0): no connected sidecar has a use for it")
        .doesNotContain("is the operator running?");
  }

  private static String notReady(String reason, String message) {
    return """
    conditions:
      - {type: Accepted, status: "True", reason: Valid}
      - {type: Ready, status: "False", reason: %s, message: "%s"}
    live: 0/0
    observedGeneration: 1
    """
        .formatted(reason, message);
  }

  @Test
  void waitingEndsWhenNoOperatorAnswers() {
    // When
    var result =
        mesh.terminal()
            .at(Clock.systemUTC())
            .typing(MeshDirectoryFixture.ALL_TO_V1)
            .run("apply", "-f", "-", "--wait", "--timeout", "60ms");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("not live after 60ms", "is the operator running?");
  }

  private static String status(String ready, String reason, int generation) {
    return """
    conditions:
      - {type: Accepted, status: "True", reason: Valid}
      - {type: Ready, status: "%s", reason: %s}
    live: 7/7
    observedGeneration: %d
    """
        .formatted(ready, reason, generation);
  }

  private Terminal.Result apply(String documents) {
    return mesh.terminal().typing(documents).run("apply", "-f", "-");
  }
}
