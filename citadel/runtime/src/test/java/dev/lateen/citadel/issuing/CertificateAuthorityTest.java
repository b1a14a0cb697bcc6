package dev.lateen.citadel.issuing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lateen.citadel.authority.Authority;
import dev.lateen.citadel.authority.AuthorityFactory;
import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.authority.AuthorityStoreException;
import dev.lateen.citadel.authority.Revocation;
import dev.lateen.citadel.authority.Revocations;
import dev.lateen.citadel.spiffe.SpiffeId;
import dev.lateen.citadel.x509.KeyType;
import dev.lateen.citadel.x509.Pem;
import dev.lateen.citadel.x509.SigningRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateAuthorityTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final SpiffeId REVIEWS =
      SpiffeId.parse("spiffe://cluster.local/ns/default/sa/bookinfo-reviews");
  private static final int MOST_SERIAL_OCTETS = 20;

  private final SecureRandom random = new SecureRandom();
  private final AuthorityFactory factory = new AuthorityFactory(CLOCK, random);
  private final MemoryJournal kept = new MemoryJournal();

  private CertificateAuthority authority(KeyType type) {
    return new CertificateAuthority(
        AuthorityState.of(factory.create(1, "cluster.local", type)),
        new Journal(kept),
        CLOCK,
        random);
  }

  private IssuedCertificate issue(CertificateAuthority authority) {
    return authority.issue(REVIEWS, "reviews-v1", request(), Duration.ZERO, Lifetimes.DEFAULT);
  }

  private SigningRequest request() {
    return new SigningRequest(KeyType.EC_P256.generate(random).getPublic());
  }

  @ParameterizedTest
  @EnumSource(KeyType.class)
  @DisplayName("AU-002 the chain is valid by RFC 5280 for authorities of every key type")
  void chainIsValid(KeyType type) throws Exception {
    // Given
    CertificateAuthority authority = authority(type);

    // When
    IssuedCertificate issued = issue(authority);

    // Then
    List<X509Certificate> chain = issued.chain().stream().map(Pem::certificate).toList();
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(chain.getLast(), null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(NOW));
    var path =
        CertificateFactory.getInstance("X.509")
            .generateCertPath(chain.subList(0, chain.size() - 1));
    assertThatCode(() -> CertPathValidator.getInstance("PKIX").validate(path, parameters))
        .doesNotThrowAnyException();
  }

  @Test
  @DisplayName("AU-002 what is issued follows RFC 5280 and SPIFFE X.509-SVID, read from its DER")
  void derFollowsTheStandards() throws Exception {
    // When
    IssuedCertificate issued = issue(authority(KeyType.EC_P256));
    Certificate der =
        Certificate.getInstance(Pem.certificate(issued.chain().getFirst()).getEncoded());
    Extensions extensions = der.getTBSCertificate().getExtensions();

    // Then: RFC 5280
    assertThat(der.getVersionNumber()).isEqualTo(3);
    assertThat(der.getSerialNumber().getValue().signum()).isPositive();
    assertThat(der.getSerialNumber().getValue().toByteArray().length)
        .isLessThanOrEqualTo(MOST_SERIAL_OCTETS);
    assertThat(der.getSubject().getRDNs()).isEmpty();
    assertThat(extensions.getExtension(Extension.subjectAlternativeName).isCritical()).isTrue();
    assertThat(extensions.getExtension(Extension.authorityKeyIdentifier)).isNotNull();
    assertThat(der.getStartDate().getDate().toInstant()).isEqualTo(NOW.minusSeconds(60));
    assertThat(der.getEndDate().getDate().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(1)));
    // Then: SPIFFE X.509-SVID 2, 4
    GeneralName[] names =
        GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName).getNames();
    assertThat(names).hasSize(1);
    assertThat(names[0].getTagNo()).isEqualTo(GeneralName.uniformResourceIdentifier);
    assertThat(names[0].getName()).hasToString(REVIEWS.uri());
    KeyUsage usage = KeyUsage.fromExtensions(extensions);
    assertThat(extensions.getExtension(Extension.keyUsage).isCritical()).isTrue();
    assertThat(usage.hasUsages(KeyUsage.digitalSignature)).isTrue();
    assertThat(usage.hasUsages(KeyUsage.keyCertSign)).isFalse();
    assertThat(usage.hasUsages(KeyUsage.cRLSign)).isFalse();
    assertThat(Pem.certificate(issued.chain().getFirst()).getBasicConstraints()).isEqualTo(-1);
    assertThat(Pem.certificate(issued.chain().getFirst()).getExtendedKeyUsage())
        .containsExactlyInAnyOrder("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
  }

  @Test
  void whatWasIssuedIsInTheJournalAlsoAfterARestart() {
    // Given
    IssuedCertificate issued = issue(authority(KeyType.EC_P256));

    // When
    Journal reread = new Journal(kept);

    // Then
    assertThat(reread.find(issued.entry().serial())).contains(issued.entry());
    assertThat(reread.inUse(NOW)).containsExactly(issued.entry());
    assertThat(reread.unexpired(NOW.plus(Duration.ofDays(2)), _ -> true)).isEmpty();
  }

  @Test
  void nothingIsHandedOutThatTheJournalCannotKeep() {
    // Given
    JournalStore broken =
        new JournalStore() {
          @Override
          public List<JournalEntry> load() {
            return List.of();
          }

          @Override
          public void append(JournalEntry entry, Instant now) {
            throw new AuthorityStoreException("disk full", new IllegalStateException());
          }
        };
    CertificateAuthority authority =
        new CertificateAuthority(
            AuthorityState.of(factory.create(1, "cluster.local", KeyType.EC_P256)),
            new Journal(broken),
            CLOCK,
            random);

    // When, then
    assertThatThrownBy(() -> issue(authority)).isInstanceOf(AuthorityStoreException.class);
  }

  @Test
  void serialIsNeverJournaledTwice() {
    // Given
    IssuedCertificate issued = issue(authority(KeyType.EC_P256));
    Journal journal = new Journal(kept);

    // When, then
    assertThatThrownBy(() -> journal.record(issued.entry(), NOW))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(issued.entry().serial());
  }

  @Test
  void callerMayAskForLessButNotForMore() {
    // Given
    Lifetimes lifetimes = new Lifetimes(Duration.ofHours(2));

    // Then
    assertThat(lifetimes.granted(Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
    assertThat(lifetimes.granted(Duration.ofDays(1))).isEqualTo(Duration.ofHours(2));
    assertThat(lifetimes.granted(Duration.ofSeconds(1))).isEqualTo(Lifetimes.SHORTEST);
    assertThat(lifetimes.granted(Duration.ZERO)).isEqualTo(Duration.ofHours(2));
  }

  @Test
  @DisplayName("GP-06 a revoked certificate is on the list of its issuer")
  void revokedCertificateIsListed() throws Exception {
    // Given
    CertificateAuthority authority = authority(KeyType.EC_P256);
    JournalEntry entry = issue(authority).entry();
    JournalEntry other = issue(authority).entry();

    // When
    authority.use(
        Revocations.add(
            authority.state(),
            List.of(new Revocation(entry.serial(), entry.generation(), NOW, entry.expiry())),
            NOW));

    // Then
    assertThat(authority.isRevoked(entry.serial())).isTrue();
    assertThat(authority.isRevoked(other.serial())).isFalse();
    X509CRL list = onlyList(authority.state());
    Authority issuer = authority.state().current();
    assertThatCode(
            () -> list.verify(Pem.certificate(issuer.issuing().certificate()).getPublicKey()))
        .doesNotThrowAnyException();
    assertThat(list.getRevokedCertificates())
        .singleElement()
        .satisfies(
            revoked ->
                assertThat(revoked.getSerialNumber().toString(16)).isEqualTo(entry.serial()));
  }

  private static X509CRL onlyList(AuthorityState state) throws Exception {
    List<String> lists = Revocations.lists(state, NOW);
    assertThat(lists).hasSize(1);
    return (X509CRL)
        CertificateFactory.getInstance("X.509")
            .generateCRL(
                new ByteArrayInputStream(lists.getFirst().getBytes(StandardCharsets.US_ASCII)));
  }
}
