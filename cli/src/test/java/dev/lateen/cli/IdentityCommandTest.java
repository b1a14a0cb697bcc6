package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityCommandTest {
  private static final String CERTIFICATES =
      """
      [{"certificate": "svid", "subject": "spiffe://cluster.local/ns/default/sa/reviews",
        "serial": "1f", "not_before": "2030-01-01T00:00:00Z", "not_after": "2030-01-02T00:00:00Z",
        "sha256": "ab"},
       {"certificate": "root", "subject": "CN=root", "serial": "2", "not_before":
        "2029-01-01T00:00:00Z", "not_after": "2039-01-01T00:00:00Z", "sha256": "cd"}]
      """;

  @TempDir private Path folder;
  private HttpServer sidecar;
  private String certificates = CERTIFICATES;
  private String authority = "";

  @BeforeEach
  void startSidecar() throws Exception {
    sidecar = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sidecar.createContext(
        "/config_dump",
        exchange -> {
          try (exchange) {
            byte[] body =
                """
                {"node": {"id": "sidecar~127.0.0.1~reviews-v1.default~default.svc.cluster.local",
                          "authority": "%s"},
                 "certificates": %s}
                """
                    .formatted(authority, certificates)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    sidecar.start();
  }

  @AfterEach
  void stopSidecar() {
    sidecar.stop(0);
  }

  private Terminal.Result ask(String workload) {
    return new MeshDirectoryFixture(folder)
        .terminal()
        .run("identity", workload, "--admin", "127.0.0.1:" + sidecar.getAddress().getPort());
  }

  @Test
  void showsIdentityChainAndTrust() {
    assertThat(ask("reviews-v1").out())
        .isEqualTo(
            """
            CERTIFICATE   SUBJECT                                        SERIAL   VALID FROM             UNTIL                  SHA256
            svid          spiffe://cluster.local/ns/default/sa/reviews   1f       2030-01-01T00:00:00Z   2030-01-02T00:00:00Z   ab
            root          CN=root                                        2        2029-01-01T00:00:00Z   2039-01-01T00:00:00Z   cd
            """);
  }

  @Test
  void anotherWorkloadsSidecarIsNotMistakenForIt() {
    // When
    var result = ask("ratings-v1");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("reviews-v1.default", "--admin");
  }

  @Test
  void sidecarWithoutAnIdentitySaysSo() {
    // Given
    certificates = "[]";

    // Then
    assertThat(ask("reviews-v1").exitCode()).isEqualTo(1);
    assertThat(ask("reviews-v1").out())
        .startsWith("reviews-v1 has no identity: its sidecar is told of no authority;")
        .contains("LATEEN_CA_ADDRESS");

    // When
    authority = "operator:15012";

    // Then
    assertThat(ask("reviews-v1").out())
        .startsWith("reviews-v1 has no identity: the authority at operator:15012 has issued none")
        .contains("lateen ca status");
  }

  @Test
  void nothingThatAnswersIsNamed() {
    // Given
    sidecar.stop(0);

    // Then
    assertThat(ask("reviews-v1").err())
        .contains("no sidecar answers at 127.0.0.1:", "--admin", "kubectl port-forward");
  }
}
