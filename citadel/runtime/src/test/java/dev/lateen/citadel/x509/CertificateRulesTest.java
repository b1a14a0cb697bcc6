package dev.lateen.citadel.x509;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.citadel.authority.AuthorityFactory;
import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.issuing.CertificateAuthority;
import dev.lateen.citadel.issuing.Journal;
import dev.lateen.citadel.issuing.JournalEntry;
import dev.lateen.citadel.issuing.JournalStore;
import dev.lateen.citadel.issuing.Lifetimes;
import dev.lateen.citadel.spiffe.SpiffeId;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Root, intermediate and leaf as they are issued, octet by octet, against the standards' rules. */
class CertificateRulesTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final X500Name NOBODY = new X500Name("");

  /** Leaf, intermediate, root. */
  private static List<DerCertificate> issued(KeyType type, Instant now) {
    SecureRandom random = new SecureRandom();
    InstantSource clock = InstantSource.fixed(now);
    AuthorityState state =
        AuthorityState.of(new AuthorityFactory(clock, random).create(1, "cluster.local", type));
    return new CertificateAuthority(state, new Journal(new Forgetful()), clock, random)
            .issue(
                SpiffeId.parse("spiffe://cluster.local/ns/default/sa/reviews"),
                "reviews-v1",
                new SigningRequest(KeyType.EC_P256.generate(random).getPublic()),
                Duration.ZERO,
                Lifetimes.DEFAULT)
            .chain()
            .stream()
            .map(Pem::certificate)
            .map(CertificateRulesTest::read)
            .toList();
  }

  private static DerCertificate read(X509Certificate certificate) {
    try {
      return DerCertificate.read(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(KeyType.class)
  @DisplayName("AU-002 what is issued keeps to RFC 5280 and SPIFFE X509-SVID, octet by octet")
  void issuedChainKeepsToEveryRule(KeyType type) {
    List<DerCertificate> chain = issued(type, NOW);
    assertThat(CertificateRule.broken(chain.get(0), chain.get(1))).isEmpty();
    assertThat(CertificateRule.broken(chain.get(1), chain.get(2))).isEmpty();
    assertThat(CertificateRule.broken(chain.get(2), chain.get(2))).isEmpty();
  }

  @Test
  void timesOfAfter2049AreWrittenInTheLongForm() {
    List<DerCertificate> chain = issued(KeyType.EC_P256, Instant.parse("2049-12-31T23:00:00Z"));
    assertThat(CertificateRule.broken(chain.get(0), chain.get(1))).isEmpty();
    assertThat(chain.get(0).notAfter()).isInstanceOf(ASN1GeneralizedTime.class);
  }

  /** A certificate that breaks one rule, made from a good one. */
  private record Bad(CertificateRule rule, int place, UnaryOperator<DerCertificate> change) {
    @Override
    public String toString() {
      return rule + " at " + place;
    }
  }

  private static Bad leaf(CertificateRule rule, UnaryOperator<DerCertificate> change) {
    return new Bad(rule, 0, change);
  }

  private static Bad authority(CertificateRule rule, UnaryOperator<DerCertificate> change) {
    return new Bad(rule, 1, change);
  }

  static Stream<Bad> bad() {
    return Stream.of(contents(), extensions(), identities()).flatMap(all -> all);
  }

  private static Stream<Bad> contents() {
    return Stream.of(
        leaf(CertificateRule.VERSION_3, good -> good.withVersion(Optional.empty())),
        leaf(CertificateRule.VERSION_3, good -> good.withVersion(Optional.of(1))),
        leaf(
            CertificateRule.SERIAL_IS_POSITIVE_AND_SHORT, good -> good.withSerial(BigInteger.ZERO)),
        leaf(
            CertificateRule.SERIAL_IS_POSITIVE_AND_SHORT,
            good -> good.withSerial(BigInteger.ONE.shiftLeft(159))),
        leaf(
            CertificateRule.ALGORITHM_IS_THE_SAME_INSIDE_AND_OUTSIDE,
            good -> good.withOuterAlgorithm(DERNull.INSTANCE)),
        leaf(
            CertificateRule.ISSUER_IS_THE_SUBJECT_ABOVE,
            good -> good.withNames(new X500Name("CN=other"), good.subject())),
        leaf(
            CertificateRule.TIMES_ARE_WRITTEN_AS_THEIR_YEAR_WANTS,
            good -> good.withValidity(good.notBefore(), new DERGeneralizedTime("20300102000000Z"))),
        leaf(
            CertificateRule.TIMES_ARE_WRITTEN_AS_THEIR_YEAR_WANTS,
            good -> good.withValidity(new DERUTCTime("3001010000Z"), good.notAfter())),
        authority(
            CertificateRule.AUTHORITY_HAS_A_SUBJECT,
            good ->
                good.withNames(good.issuer(), NOBODY).with(names(true, "spiffe://cluster.local"))));
  }

  private static Stream<Bad> extensions() {
    return Stream.of(
        leaf(
            CertificateRule.NO_EXTENSION_TWICE,
            good -> {
              List<Extension> twice = new ArrayList<>(good.extensions());
              twice.add(twice.getFirst());
              return good.withExtensions(twice);
            }),
        leaf(
            CertificateRule.ISSUERS_KEY_IS_NAMED_AND_MATCHES,
            good -> good.without(Extension.authorityKeyIdentifier)),
        leaf(
            CertificateRule.ISSUERS_KEY_IS_NAMED_AND_MATCHES,
            good ->
                good.with(
                    extension(
                        Extension.authorityKeyIdentifier,
                        false,
                        new AuthorityKeyIdentifier(new byte[] {1})))),
        authority(
            CertificateRule.AUTHORITY_NAMES_ITS_KEY,
            good -> good.without(Extension.subjectKeyIdentifier)),
        leaf(CertificateRule.KEY_USAGE_IS_CRITICAL, good -> good.with(usage(false, 128))),
        leaf(
            CertificateRule.BASIC_CONSTRAINTS_ARE_CRITICAL,
            good -> good.without(Extension.basicConstraints)),
        authority(
            CertificateRule.AUTHORITY_SIGNS_CERTIFICATES,
            good -> good.with(usage(true, KeyUsage.cRLSign))),
        new Bad(
            CertificateRule.ISSUER_MAY_HAVE_THIS_BELOW_IT,
            0,
            good ->
                good.with(constraints(new BasicConstraints(0)))
                    .with(usage(true, KeyUsage.keyCertSign))
                    .withNames(good.issuer(), new X500Name("CN=one too many"))
                    .without(Extension.subjectAlternativeName)
                    .with(extension(Extension.subjectKeyIdentifier, false, DERNull.INSTANCE))));
  }

  private static Stream<Bad> identities() {
    Stream<Bad> ids =
        Stream.of(
                "https://cluster.local/ns/a/sa/b",
                "spiffe://Cluster.local/ns/a/sa/b",
                "spiffe://cluster.local",
                "spiffe://cluster.local/",
                "spiffe://cluster.local//a",
                "spiffe://cluster.local/a/",
                "spiffe://cluster.local/a/../b",
                "spiffe://cluster.local:443/a",
                "spiffe://me@cluster.local/a",
                "spiffe://cluster.local/a?b",
                "spiffe://cluster.local/a#b",
                "spiffe://cluster.local/%61")
            .map(uri -> leaf(CertificateRule.ID_IS_ONE, good -> good.with(names(true, uri))));
    return Stream.concat(
        ids,
        Stream.of(
            leaf(
                CertificateRule.NAMES_ARE_CRITICAL_WITHOUT_A_SUBJECT,
                good -> good.with(names(false, "spiffe://cluster.local/a"))),
            leaf(
                CertificateRule.LEAF_HAS_ONE_URI,
                good ->
                    good.with(names(true, "spiffe://cluster.local/a", "spiffe://cluster.local/b"))),
            authority(
                CertificateRule.AUTHORITY_HAS_NO_PATH,
                good -> good.with(names(false, "spiffe://cluster.local/ns/a/sa/b"))),
            leaf(
                CertificateRule.LEAF_SIGNS_HANDSHAKES,
                good -> good.with(usage(true, KeyUsage.keyEncipherment))),
            leaf(
                CertificateRule.LEAF_SIGNS_NOTHING_ELSE,
                good -> good.with(usage(true, KeyUsage.digitalSignature | KeyUsage.cRLSign))),
            leaf(
                CertificateRule.LEAF_IS_FOR_BOTH_ENDS,
                good ->
                    good.with(
                        extension(
                            Extension.extendedKeyUsage,
                            false,
                            new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))))));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void certificateThatBreaksARuleIsSeen(Bad bad) {
    List<DerCertificate> chain = issued(KeyType.EC_P256, NOW);
    byte[] der = bad.change().apply(chain.get(bad.place())).write();
    assertThat(CertificateRule.broken(DerCertificate.read(der), chain.get(bad.place() + 1)))
        .containsExactly(bad.rule());
  }

  @Test
  void everyRuleHasACertificateThatBreaksIt() {
    assertThat(bad().map(Bad::rule).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(CertificateRule.class));
  }

  private static Extension names(boolean critical, String... uris) {
    return extension(
        Extension.subjectAlternativeName,
        critical,
        new GeneralNames(
            Stream.of(uris)
                .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
                .toArray(GeneralName[]::new)));
  }

  private static Extension usage(boolean critical, int usage) {
    return extension(Extension.keyUsage, critical, new KeyUsage(usage));
  }

  private static Extension constraints(BasicConstraints constraints) {
    return extension(Extension.basicConstraints, true, constraints);
  }

  private static Extension extension(
      ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
    try {
      return Extension.create(id, critical, value);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Forgetful implements JournalStore {
    @Override
    public List<JournalEntry> load() {
      return List.of();
    }

    @Override
    public void append(JournalEntry entry, Instant now) {}
  }
}
