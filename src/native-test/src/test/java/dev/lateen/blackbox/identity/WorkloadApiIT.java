package dev.lateen.blackbox.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.Member;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.WithIdentities;
import io.spiffe.spiffeid.TrustDomain;
import io.spiffe.svid.x509svid.X509Svid;
import io.spiffe.workloadapi.DefaultWorkloadApiClient;
import io.spiffe.workloadapi.WorkloadApiClient;
import io.spiffe.workloadapi.X509Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application that takes the identity of its workload from its sidecar, and uses it itself. Last
 * of its mesh: for as long as a token is believed, 5 min, no root can be retired.
 */
@Order(Integer.MAX_VALUE)
@WithIdentities
class WorkloadApiIT {
  private static final String ME = "spiffe://cluster.local/ns/default/sa/default";
  private static final TrustDomain DOMAIN = TrustDomain.parse("cluster.local");
  private static final String AUDIENCE = "https://partner.example";

  @TempDir private Path folder;
  private final TestMesh mesh;
  private final SecuredMesh secured;

  WorkloadApiIT(TestMesh mesh) {
    this.mesh = mesh;
    this.secured = new SecuredMesh(mesh);
  }

  @Test
  @DisplayName(
      "AU-002 AU-010 an application gets its identity by the Workload API, and a strict service"
          + " lets openssl in with it")
  void applicationUsesTheIdentityOfItsWorkload() throws Exception {
    // Given
    var socket = folder.resolve("workload.sock");
    mesh.additions()
        .join(
            Member.of("batch-v1", "batch")
                .withSidecar()
                .setting("LATEEN_WORKLOAD_API", socket.toString()));
    secured.demand("STRICT");
    try (WorkloadApiClient client =
        DefaultWorkloadApiClient.newClient(
            DefaultWorkloadApiClient.ClientOptions.builder()
                .spiffeSocketPath("unix:" + socket)
                .build())) {
      // When
      X509Context context = client.fetchX509Context();
      var token = client.fetchJwtSvid(AUDIENCE);

      // Then
      X509Svid svid = context.getDefaultSvid();
      assertThat(svid.getSpiffeId()).hasToString(ME);
      assertThat(client.fetchX509Bundles().getBundleForTrustDomain(DOMAIN).getX509Authorities())
          .isEqualTo(
              context.getX509BundleSet().getBundleForTrustDomain(DOMAIN).getX509Authorities());
      assertThat(token.getSpiffeId()).hasToString(ME);
      assertThat(client.validateJwtSvid(token.getToken(), AUDIENCE).getSpiffeId()).hasToString(ME);
      assertStrictServiceLetsIn(context);
    }
  }

  private void assertStrictServiceLetsIn(X509Context context) throws Exception {
    X509Svid svid = context.getDefaultSvid();
    var roots = context.getX509BundleSet().getBundleForTrustDomain(DOMAIN).getX509Authorities();
    List<String> trusting = List.of("-CAfile", pem("roots", roots), "-verify_return_error");
    List<String> proving = new ArrayList<>(trusting);
    proving.addAll(
        List.of(
            "-cert",
            pem("cert", svid.getChain().subList(0, 1)),
            "-cert_chain",
            pem("chain", svid.getChain().subList(1, svid.getChain().size())),
            "-key",
            write("key", pem("PRIVATE KEY", svid.getPrivateKey().getEncoded()))));

    assertThat(openssl(proving)).contains("Verify return code: 0 (ok)", SecuredMesh.OK);
    assertThat(openssl(trusting))
        .doesNotContain("SKIPPED")
        .contains("CONNECTED")
        .doesNotContain(SecuredMesh.OK);
  }

  private String openssl(List<String> options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl",
                "s_client",
                "-connect",
                "127.0.0.1:" + secured.calleePort(),
                "-alpn",
                "lateen-http/1.1",
                "-ign_eof"));
    command.addAll(options);
    Process process = start(command);
    try {
      try (var in = process.getOutputStream()) {
        in.write(SecuredMesh.REQUEST.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException ended) {
        // the handshake failed; the output says why
      }
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      process.waitFor(10, TimeUnit.SECONDS);
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return Assumptions.abort("SKIPPED: openssl is not installed (" + e.getMessage() + ")");
    }
  }

  private String pem(String name, Collection<X509Certificate> certificates) throws Exception {
    var text = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      text.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    return write(name, text.toString());
  }

  private static String pem(String type, byte[] encoded) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded), type);
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".pem"), text).toString();
  }
}
