package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaCommandTest {
  private static final String IDENTITY = "spiffe://cluster.local/ns/default/sa/reviews";

  @TempDir private Path folder;
  private MeshDirectoryFixture mesh;

  @BeforeEach
  void writeMesh() {
    mesh = new MeshDirectoryFixture(folder);
    mesh.write(
        "mesh.yaml",
        """
        apiVersion: lateen.dev/v1alpha1
        kind: ServiceMesh
        metadata: {name: mesh}
        spec: {trustDomain: example.org}
        """);
  }

  @Test
  void rotateAsksForTheNextRootAndKeepsTheRest() {
    // When
    mesh.terminal().run("ca", "rotate", "--no-wait");
    var result = mesh.terminal().run("ca", "rotate", "--no-wait");

    // Then
    assertThat(result.out()).isEqualTo("root 3 asked for\n");
    assertThat(mesh.read("mesh.yaml"))
        .contains("rootGeneration: 3")
        .contains("trustDomain: example.org");
  }

  private void status(int root, String phase, String confirmed) {
    mesh.status(
        "ServiceMesh",
        "mesh",
        """
        conditions:
          - {type: AuthorityReady, status: "True", reason: Issuing, message: ""}
        identity:
          rootGeneration: %d
          rootFingerprint: ab12
          rootExpires: "2036-01-01T00:00:00Z"
          phase: %s
          confirmed: %s
          revoked: 2
        """
            .formatted(root, phase, confirmed));
  }

  @Test
  @DisplayName("rotate goes on to watch a change that is under way, and asks for no other")
  void rotateResumes() {
    // Given
    mesh.terminal().run("ca", "rotate", "--no-wait");
    status(1, "DISTRIBUTING", "1/3");

    // When
    var again = mesh.terminal().run("ca", "rotate", "--no-wait");

    // Then
    assertThat(again.out()).isEqualTo("root 2 is asked for already\n");
    assertThat(mesh.read("mesh.yaml")).contains("rootGeneration: 2");
  }

  @Test
  @DisplayName("rotate counts from the root that issues where a new ServiceMesh asks for an older")
  void rotateCountsFromTheRootThatIssues() {
    // Given
    status(3, "STEADY", "3/3");

    // When
    var result = mesh.terminal().run("ca", "rotate", "--no-wait");

    // Then
    assertThat(result.out()).isEqualTo("root 4 asked for\n");
    assertThat(mesh.read("mesh.yaml")).contains("rootGeneration: 4");
  }

  @Test
  void statusShowsTheRoot() {
    // Given
    status(4, "STEADY", "3/3");

    // When
    var result = mesh.terminal().run("ca", "status");

    // Then
    assertThat(result.out())
        .contains("root        4", "sha256      ab12", "phase       STEADY", "revoked     2");
  }

  @Test
  void withoutAStatusThereIsNoneToShow() {
    // When
    var result = mesh.terminal().run("ca", "status");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("is it running");
  }

  @Test
  @DisplayName("GP-06 revoke lists an identity once")
  void revokeListsAnIdentityOnce() {
    // When
    mesh.terminal().run("ca", "revoke", IDENTITY);
    var result = mesh.terminal().run("ca", "revoke", IDENTITY);

    // Then
    assertThat(result.out()).isEqualTo(IDENTITY + " revoked\n");
    assertThat(mesh.read("mesh.yaml")).containsOnlyOnce(IDENTITY);
  }

  @Test
  void revokeOfSomethingElseIsRefused() {
    // When
    var result = mesh.terminal().run("ca", "revoke", "reviews");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("\"reviews\"").contains("spiffe://");
  }

  @Test
  void withoutAMeshThereIsNothingToChange() {
    // Given
    mesh.terminal().run("delete", "mesh", "mesh");

    // When
    var result = mesh.terminal().run("ca", "rotate");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("no ServiceMesh");
  }
}
