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
    mesh.terminal().run("ca", "rotate");
    var result = mesh.terminal().run("ca", "rotate");

    // Then
    assertThat(result.out()).isEqualTo("root 3 asked for\n");
    assertThat(mesh.read("mesh.yaml"))
        .contains("rootGeneration: 3")
        .contains("trustDomain: example.org");
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
