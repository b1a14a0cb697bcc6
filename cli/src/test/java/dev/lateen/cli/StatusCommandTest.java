package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {
  private static final String PROXIES =
      """
      proxies:
        - name: reviews-v1
          namespace: default
          type: sidecar
          connected: true
          synced: true
          version: 0.1.0
          acknowledged: {CDS: 5f2a90c1d2e3, LDS: 77aa, EDS: "12345678", RDS: abcdef0123}
        - name: gateway
          namespace: default
          type: ingress
          connected: true
          synced: false
          version: 0.1.0
          acknowledged: {CDS: 5f2a90c1}
          lastError: "LDS: port is taken"
        - name: ratings-v1
          namespace: default
          type: sidecar
          connected: false
          synced: false
      """;

  @TempDir private Path folder;
  private MeshDirectoryFixture mesh;

  @BeforeEach
  void useFolder() {
    mesh = new MeshDirectoryFixture(folder);
  }

  @Test
  void showsWhatEachProxyAcknowledgedOnceThoughTwoStatusesListIt() {
    // Given
    mesh.status("MeshStatus", "mesh", PROXIES);
    mesh.status("MeshStatus", "default", PROXIES);

    // When
    var result = mesh.terminal().run("status");

    // Then
    assertThat(result.out())
        .isEqualTo(
            """
            NAME         NAMESPACE   TYPE      VERSION   CDS        LDS    EDS        RDS        SYNCED
            gateway      default     ingress   0.1.0     5f2a90c1   -      -          -          no: LDS: port is taken
            ratings-v1   default     sidecar   -         -          -      -          -          no: not connected
            reviews-v1   default     sidecar   0.1.0     5f2a90c1   77aa   12345678   abcdef01   yes
            """);
  }

  @Test
  void showsOneNamespace() {
    // Given
    mesh.status("MeshStatus", "mesh", PROXIES);

    // When // Then
    assertThat(mesh.terminal().run("status", "-n", "default", "-o", "short").out())
        .isEqualTo("default/gateway\ndefault/ratings-v1\ndefault/reviews-v1\n");
    assertThat(mesh.terminal().run("status", "-n", "other").err()).isEqualTo("No proxies found.\n");
  }

  @Test
  void showsJson() {
    // Given
    mesh.status("MeshStatus", "mesh", PROXIES);

    // When // Then
    assertThat(mesh.terminal().run("status", "-o", "json").out())
        .startsWith("[ {\n  \"name\" : \"gateway\"")
        .contains("\"lastError\" : \"LDS: port is taken\"");
  }

  @Test
  void versionCountsTheSidecars() {
    // Given
    mesh.status("MeshStatus", "mesh", PROXIES);

    // When // Then
    assertThat(mesh.terminal().run("version").out())
        .isEqualTo(
            """
            client    development
            operator  unknown
            sidecars  0.1.0 (2), unknown (1)
            """);
  }
}
