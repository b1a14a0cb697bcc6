package dev.lateen.citadel.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lateen.citadel.x509.InvalidCertificateException;
import dev.lateen.citadel.x509.KeyPairPem;
import dev.lateen.citadel.x509.Pem;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelfSignedAuthorityTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private final SelfSignedAuthority authority =
      new SelfSignedAuthority(Clock.fixed(NOW, ZoneOffset.UTC), new SecureRandom());

  private static ServingRequest request() {
    return new ServingRequest(
        "webhook",
        Set.of("webhook.mesh.svc", "localhost"),
        Set.of("127.0.0.1"),
        Duration.ofDays(90));
  }

  @Test
  void servingCertificateIsSignedByTheAuthorityOfItsBundle() {
    // When
    CertificateBundle bundle = authority.issueServing(request());

    // Then
    X509Certificate serving = Pem.certificate(bundle.serving().certificate());
    X509Certificate issuer = Pem.certificate(bundle.authority());
    assertThatCode(() -> serving.verify(issuer.getPublicKey())).doesNotThrowAnyException();
    assertThat(serving.getIssuerX500Principal()).isEqualTo(issuer.getSubjectX500Principal());
    assertThat(issuer.getBasicConstraints()).isZero();
    assertThat(serving.getBasicConstraints()).isEqualTo(-1);
    assertThat(((ECPublicKey) serving.getPublicKey()).getParams().getOrder().bitLength())
        .isEqualTo(256);
  }

  @Test
  void servingCertificateNamesWhatWasAskedAndNothingElse() throws Exception {
    // When
    CertificateBundle bundle = authority.issueServing(request());

    // Then
    X509Certificate serving = Pem.certificate(bundle.serving().certificate());
    assertThat(Pem.subjectAlternativeNames(bundle.serving().certificate()))
        .containsExactlyInAnyOrder("webhook.mesh.svc", "localhost", "127.0.0.1");
    assertThat(serving.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(bundle.covers(request())).isTrue();
    assertThat(
            bundle.covers(
                new ServingRequest("webhook", Set.of("other"), Set.of(), Duration.ofDays(1))))
        .isFalse();
  }

  @Test
  void certificateIsDueForRenewalInTheLastThirdOfItsLife() {
    // Given
    CertificateBundle bundle = authority.issueServing(request());

    // Then
    assertThat(bundle.isDueForRenewal(NOW)).isFalse();
    assertThat(bundle.isDueForRenewal(NOW.plus(Duration.ofDays(59)))).isFalse();
    assertThat(bundle.isDueForRenewal(NOW.plus(Duration.ofDays(61)))).isTrue();
    assertThat(bundle.isDueForRenewal(NOW.plus(Duration.ofDays(91)))).isTrue();
  }

  @Test
  void everyCertificateHasKeysOfItsOwn() {
    // When
    CertificateBundle first = authority.issueServing(request());
    CertificateBundle second = authority.issueServing(request());

    // Then
    assertThat(first.serving().privateKey()).isNotEqualTo(second.serving().privateKey());
    assertThat(first.authority()).isNotEqualTo(second.authority());
  }

  @Test
  void printingABundleDoesNotPrintItsKey() {
    // When
    CertificateBundle bundle = authority.issueServing(request());

    // Then
    assertThat(bundle.serving().privateKey()).startsWith("-----BEGIN PRIVATE KEY-----");
    assertThat(bundle.toString()).doesNotContain("PRIVATE KEY");
  }

  @Test
  void requestWithoutANameOrWithATooShortLifeIsRefused() {
    assertThatThrownBy(() -> new ServingRequest("w", Set.of(), Set.of(), Duration.ofDays(1)))
        .hasMessageContaining("dnsNames, addresses: both empty");
    assertThatThrownBy(() -> new ServingRequest("w", Set.of("a"), Set.of(), Duration.ofSeconds(59)))
        .hasMessageContaining("validity: PT59S: must be at least PT1M");
  }

  @Test
  void textThatIsNoCertificateIsSaidToBeNone() {
    CertificateBundle bundle = new CertificateBundle(new KeyPairPem("", "no"), "");

    assertThatThrownBy(() -> bundle.isDueForRenewal(NOW))
        .isInstanceOf(InvalidCertificateException.class);
  }
}
