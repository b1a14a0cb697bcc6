package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinTokenCommandTest {
  @TempDir private Path folder;
  private MeshDirectoryFixture mesh;

  @BeforeEach
  void writeMesh() {
    mesh = new MeshDirectoryFixture(folder);
    mesh.write(
        "reviews.yaml",
        """
        apiVersion: lateen.dev/v1alpha1
        kind: Workload
        metadata: {name: reviews-v1}
        spec: {address: 127.0.0.1, serviceAccount: bookinfo-reviews, ports: {http: 9080}}
        """);
  }

  @Test
  void onlyTheDigestOfTheTokenIsKept() throws Exception {
    // When
    var result = mesh.terminal().run("join-token", "reviews-v1");

    // Then
    String token = result.out().strip();
    String digest =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8)));
    Path file = folder.resolve(".lateen/identity/join").resolve(digest);
    assertThat(Files.readAllLines(file))
        .hasSize(3)
        .startsWith("default/reviews-v1", "bookinfo-reviews");
    assertThat(Files.readString(file)).doesNotContain(token);
  }

  @Test
  void workloadThatIsNotThereGetsNone() {
    // When
    var result = mesh.terminal().run("join-token", "ratings-v1");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("\"ratings-v1\"").contains("apply it first");
  }

  @Test
  void tokenForTooLongIsRefused() {
    // When
    var result = mesh.terminal().run("join-token", "reviews-v1", "--valid", "48h");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("--valid").contains("24h");
  }
}
