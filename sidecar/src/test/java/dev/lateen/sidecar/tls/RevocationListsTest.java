package dev.lateen.sidecar.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lateen.sidecar.model.MeshTrust;
import dev.lateen.sidecar.tls.TestCertificates.Authority;
import dev.lateen.sidecar.tls.TestCertificates.Issued;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which revocation lists are obeyed. */
class RevocationListsTest {
  private static final Authority ROOT = TestCertificates.authority("root");
  private static final Authority ISSUING = ROOT.below("issuing");
  private static final Issued REVOKED =
      ISSUING.forUri("spiffe://cluster.local/ns/default/sa/caller");

  private static Revocations of(String lists) {
    return Revocations.of(
        Optional.of(new MeshTrust(ROOT.pem(), Optional.of(lists))), Instant.now());
  }

  private static void assertRefused(String lists, String why) {
    assertThatThrownBy(() -> of(lists))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  @DisplayName(
      "GP-06 a list of an authority below the root is believed by the certificates beside it")
  void listOfAnAuthorityBelowTheRootIsObeyed() {
    assertThat(of(ISSUING.revoking(REVOKED) + ISSUING.pem()).include(REVOKED.certificate()))
        .isTrue();
    assertThat(of(ISSUING.revoking() + ISSUING.pem()).include(REVOKED.certificate())).isFalse();
  }

  @Test
  void listWhoseIssuerIsNotTrustedIsRefused() {
    Authority stranger = TestCertificates.authority("stranger");
    Authority impostor = stranger.below("issuing");
    assertRefused(ISSUING.revoking(REVOKED), "no authority that is trusted has signed it");
    assertRefused(
        stranger.revoking(REVOKED) + stranger.pem(), "no authority that is trusted has signed it");
    assertRefused(
        impostor.revoking(REVOKED) + ISSUING.pem() + impostor.pem() + stranger.pem(),
        "no authority that is trusted has signed it");
  }

  @Test
  void listPastItsNextUpdateIsRefused() {
    assertRefused(
        ISSUING.revoking(Instant.now().minus(Duration.ofHours(1)), REVOKED) + ISSUING.pem(),
        "its next update was due");
  }

  @Test
  void oneBadListSpoilsAllAndTextWithoutOneIsNone() {
    assertRefused(
        ISSUING.revoking(REVOKED)
            + ISSUING.pem()
            + TestCertificates.authority("stranger").revoking(REVOKED),
        "\"CN=stranger\" is refused");
    assertRefused("nonsense", "there is no revocation list in it");
  }
}
