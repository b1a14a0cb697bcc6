package dev.lateen.tour.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshFilesTest {
  private static final String TWO_RULES =
      """
      # Two rules.
      apiVersion: lateen.dev/v1alpha1
      kind: RouteRule
      metadata:
        name: one
      spec:
        destination:
          name: reviews
      ---
      apiVersion: lateen.dev/v1alpha1
      kind: RouteRule
      metadata:
        labels: {a: b}
        name: two
      """;

  @TempDir private Path directory;
  private MeshFiles files;

  @BeforeEach
  void useDirectory() {
    files = new MeshFiles(directory);
  }

  @Test
  void writesEachDocumentToItsOwnFile() throws Exception {
    // When
    var written = files.apply(TWO_RULES);

    // Then
    assertThat(written)
        .containsExactly(
            directory.resolve("routerule-default-one.yaml"),
            directory.resolve("routerule-default-two.yaml"));
    assertThat(Files.readString(written.getLast())).contains("name: two").doesNotContain("one");
    try (var all = Files.list(directory)) {
      assertThat(all).containsExactlyInAnyOrderElementsOf(written);
    }
  }

  @Test
  void readsTheNameOfADocumentInFlowStyle() {
    assertThat(MeshFiles.name("kind: Workload\nmetadata: {name: reviews-v1, namespace: x}\n"))
        .isEqualTo("reviews-v1");
  }

  @Test
  void readsWhatTheOperatorSaysOfARule() throws Exception {
    // Given
    var status = directory.resolve(".lateen/status/RouteRule/default");
    Files.createDirectories(status);
    Files.writeString(
        status.resolve("one.yaml"),
        """
        conditions:
          - lastTransitionTime: "2026-01-01T00:00:00Z"
            reason: "Rejected"
            status: "False"
            type: "Accepted"
            message: "spec.route[1].weight: 40: weights must add up to 100"
          - type: Ready
            status: "True"
            reason: Live
        live: "7/7"
        observedGeneration: 3
        """);

    // When
    var state = files.state("RouteRule", "one").orElseThrow();

    // Then
    assertThat(state.ready()).isTrue();
    assertThat(state.rejected()).isTrue();
    assertThat(state.condition("Ready", "reason")).contains("Live");
    assertThat(state.condition("Accepted", "message")).get().asString().contains("spec.route[1]");
    assertThat(state.observedGeneration()).isEqualTo(3);
    assertThat(state.live()).contains("7/7");
  }

  @Test
  void knowsNothingOfARuleWithoutStatus() {
    assertThat(files.state("RouteRule", "none")).isEmpty();
  }

  @Test
  void deletesRulesAndNothingElse() throws Exception {
    // Given
    files.apply(TWO_RULES);
    files.apply("kind: Policy\nmetadata: {name: strict}\n");
    var mesh = files.write("servicemesh-default-mesh.yaml", "kind: ServiceMesh");

    // When
    files.deleteRules();

    // Then
    try (var all = Files.list(directory)) {
      assertThat(all).containsExactly(mesh);
    }
  }
}
