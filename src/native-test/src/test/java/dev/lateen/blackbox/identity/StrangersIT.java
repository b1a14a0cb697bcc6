package dev.lateen.blackbox.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.WithIdentities;
import dev.lateen.tour.process.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under STRICT a stranger gets nothing, and the sidecar's log and metrics say why. */
@WithIdentities
class StrangersIT {
  private static final String CALLER = "spiffe://cluster.local/ns/default/sa/bookinfo-productpage";

  @TempDir private Path folder;
  private final SecuredMesh mesh;

  StrangersIT(TestMesh mesh) {
    this.mesh = new SecuredMesh(mesh);
  }

  @BeforeEach
  void demandIdentity() {
    mesh.demand("STRICT");
  }

  @Test
  @DisplayName("AU-010 AU-014 TS-08 a caller without a certificate is refused, and it is told why")
  void callerWithoutACertificate() throws Exception {
    assertRefused("no_client_certificate", Credentials.none());
  }

  @Test
  @DisplayName("AU-010 a certificate of another authority is refused, and it is told why")
  void certificateOfAnotherAuthority() throws Exception {
    assertRefused("untrusted_authority", new Credentials(folder).ofAnotherAuthority(CALLER));
  }

  @Test
  @DisplayName("AU-010 AU-023 an expired certificate is refused, and it is told why")
  void expiredCertificate() throws Exception {
    assertRefused("expired", ofTheMesh(CALLER, "-3d"));
  }

  @Test
  @DisplayName("AU-010 an identity of another mesh is refused, and it is told why")
  void identityOfAnotherMesh() throws Exception {
    assertRefused("wrong_identity", ofTheMesh("spiffe://elsewhere/ns/default/sa/caller", "-1H"));
  }

  @Test
  @DisplayName("AU-002 an identity of another name of the trust domain is taken while it is listed")
  void identityOfAnAlias() throws Exception {
    // Given
    SSLContext caller = ofTheMesh("spiffe://elsewhere/ns/default/sa/caller", "-1H");
    assertThat(answer(caller)).isEqualTo(SecuredMesh.CLOSED);

    // When
    mesh.identity("trustDomainAliases: [elsewhere]");

    // Then
    awaitAnswer(caller, SecuredMesh.OK);
    assertThat(mesh.mesh().get(TestMesh.REVIEWS, Map.of()).status()).isEqualTo(200);

    // When
    mesh.identity("");

    // Then
    awaitAnswer(caller, SecuredMesh.CLOSED);
  }

  @Test
  void theSameCertificateThatHoldsIsTaken() throws Exception {
    assertThat(answer(ofTheMesh(CALLER, "-1H"))).isEqualTo(SecuredMesh.OK);
  }

  private SSLContext ofTheMesh(String identity, String start) throws Exception {
    return new Credentials(folder)
        .ofTheMesh(
            mesh.mesh().files().directory().resolve(".lateen/identity/authority.json"),
            identity,
            start);
  }

  /** The log has at most one line a second, so that it may take another try to be told of. */
  private void assertRefused(String reason, SSLContext stranger) throws Exception {
    // Given
    long before = mesh.refusals(reason);
    int asked = mesh.mesh().standIn("v1").received().size();

    // When
    assertThat(answer(stranger)).isEqualTo(SecuredMesh.CLOSED);

    // Then
    Await.until(
        reason + " in the metric", TestMesh.TIMEOUT, () -> mesh.refusals(reason) == before + 1);
    Await.until(
        reason + " in the log",
        TestMesh.TIMEOUT,
        () -> mesh.toldOf(reason) || !answer(stranger).equals(SecuredMesh.CLOSED));
    assertThat(mesh.toldOf(reason)).isTrue();
    assertThat(mesh.mesh().standIn("v1").received()).hasSize(asked);
    assertThat(mesh.mesh().get(TestMesh.REVIEWS, Map.of()).status()).isEqualTo(200);
  }

  private void awaitAnswer(SSLContext caller, String expected) {
    Await.until("answer " + expected, TestMesh.TIMEOUT, () -> answer(caller).equals(expected));
  }

  private String answer(SSLContext stranger) {
    try (var socket =
        (SSLSocket) stranger.getSocketFactory().createSocket("127.0.0.1", mesh.calleePort())) {
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"lateen-http/1.1"});
      socket.setSSLParameters(parameters);
      return SecuredMesh.ask(socket);
    } catch (IOException e) {
      return SecuredMesh.CLOSED;
    }
  }
}
