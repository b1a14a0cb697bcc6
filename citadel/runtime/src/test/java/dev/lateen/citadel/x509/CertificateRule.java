package dev.lateen.citadel.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/** What certificates of a mesh must be like, each rule with its source. */
enum CertificateRule {
  VERSION_3("RFC 5280 4.1.2.1", (own, issuer) -> own.version().equals(Optional.of(2))),
  SERIAL_IS_POSITIVE_AND_SHORT(
      "RFC 5280 4.1.2.2",
      (own, issuer) ->
          own.serial().signum() > 0 && own.serial().toByteArray().length <= Parts.MOST_OCTETS),
  ALGORITHM_IS_THE_SAME_INSIDE_AND_OUTSIDE(
      "RFC 5280 4.1.1.2", (own, issuer) -> own.innerAlgorithm().equals(own.outerAlgorithm())),
  ISSUER_IS_THE_SUBJECT_ABOVE(
      "RFC 5280 4.1.2.4, 6.1",
      (own, issuer) -> own.issuer().getRDNs().length > 0 && own.issuer().equals(issuer.subject())),
  TIMES_ARE_WRITTEN_AS_THEIR_YEAR_WANTS(
      "RFC 5280 4.1.2.5",
      (own, issuer) -> Parts.isTime(own.notBefore()) && Parts.isTime(own.notAfter())),
  NO_EXTENSION_TWICE(
      "RFC 5280 4.2",
      (own, issuer) ->
          own.extensions().stream().map(Extension::getExtnId).distinct().count()
              == own.extensions().size()),
  ISSUERS_KEY_IS_NAMED_AND_MATCHES(
      "RFC 5280 4.2.1.1", (own, issuer) -> own.isSelfIssued() || Parts.namesKeyOf(own, issuer)),
  AUTHORITY_NAMES_ITS_KEY(
      "RFC 5280 4.2.1.2",
      (own, issuer) ->
          !Parts.isAuthority(own) || own.extension(Extension.subjectKeyIdentifier).isPresent()),
  KEY_USAGE_IS_CRITICAL(
      "RFC 5280 4.2.1.3, X509-SVID 4.3",
      (own, issuer) -> own.extension(Extension.keyUsage).filter(Extension::isCritical).isPresent()),
  BASIC_CONSTRAINTS_ARE_CRITICAL(
      "RFC 5280 4.2.1.9",
      (own, issuer) ->
          own.extension(Extension.basicConstraints).filter(Extension::isCritical).isPresent()),
  AUTHORITY_HAS_A_SUBJECT(
      "RFC 5280 4.1.2.6",
      (own, issuer) -> !Parts.isAuthority(own) || own.subject().getRDNs().length > 0),
  NAMES_ARE_CRITICAL_WITHOUT_A_SUBJECT(
      "RFC 5280 4.2.1.6",
      (own, issuer) ->
          own.subject().getRDNs().length > 0
              || own.extension(Extension.subjectAlternativeName)
                  .filter(Extension::isCritical)
                  .isPresent()),
  AUTHORITY_SIGNS_CERTIFICATES(
      "RFC 5280 4.2.1.9, X509-SVID 4.3",
      (own, issuer) -> !Parts.isAuthority(own) || Parts.uses(own, KeyUsage.keyCertSign)),
  ISSUER_MAY_HAVE_THIS_BELOW_IT(
      "RFC 5280 4.2.1.9", (own, issuer) -> own.isSelfIssued() || Parts.allows(issuer, own)),
  LEAF_HAS_ONE_URI(
      "X509-SVID 2", (own, issuer) -> Parts.isAuthority(own) || Parts.uris(own).count() == 1),
  ID_IS_ONE("SPIFFE-ID 2", (own, issuer) -> Parts.uris(own).allMatch(uri -> Parts.isId(own, uri))),
  AUTHORITY_HAS_NO_PATH(
      "X509-SVID 3.2",
      (own, issuer) ->
          !Parts.isAuthority(own)
              || Parts.uris(own).noneMatch(uri -> uri.indexOf('/', "spiffe://".length()) >= 0)),
  LEAF_SIGNS_HANDSHAKES(
      "X509-SVID 4.3",
      (own, issuer) -> Parts.isAuthority(own) || Parts.uses(own, KeyUsage.digitalSignature)),
  LEAF_SIGNS_NOTHING_ELSE(
      "X509-SVID 4.3",
      (own, issuer) ->
          Parts.isAuthority(own)
              || !Parts.uses(own, KeyUsage.keyCertSign) && !Parts.uses(own, KeyUsage.cRLSign)),
  LEAF_IS_FOR_BOTH_ENDS(
      "X509-SVID 4.4", (own, issuer) -> Parts.isAuthority(own) || Parts.isForBothEnds(own));

  private final String source;
  private final BiPredicate<DerCertificate, DerCertificate> holds;

  CertificateRule(String source, BiPredicate<DerCertificate, DerCertificate> holds) {
    this.source = source;
    this.holds = holds;
  }

  /** Whether a certificate below an issuer keeps to it. */
  boolean holds(DerCertificate own, DerCertificate issuer) {
    return holds.test(own, issuer);
  }

  /** The rules that a certificate breaks. */
  static List<CertificateRule> broken(DerCertificate own, DerCertificate issuer) {
    return Arrays.stream(values()).filter(rule -> !rule.holds(own, issuer)).toList();
  }

  @Override
  public String toString() {
    return name() + " (" + source + ")";
  }

  /** What rules look at. */
  private static final class Parts {
    private static final int MOST_OCTETS = 20;
    private static final int LAST_SHORT_YEAR = 2049;
    private static final Pattern SHORT = Pattern.compile("[0-9]{12}Z");
    private static final Pattern LONG = Pattern.compile("[0-9]{14}Z");
    private static final Pattern ID =
        Pattern.compile("spiffe://[a-z0-9._-]{1,255}((/[A-Za-z0-9._-]+)*)");

    private static boolean isTime(ASN1Primitive time) {
      return switch (time) {
        case ASN1UTCTime _ -> SHORT.matcher(text(time)).matches();
        case ASN1GeneralizedTime _ ->
            LONG.matcher(text(time)).matches()
                && Integer.parseInt(text(time).substring(0, 4)) > LAST_SHORT_YEAR;
        default -> false;
      };
    }

    /** The content octets: both kinds are shorter than 128. */
    private static String text(ASN1Primitive time) {
      try {
        byte[] der = time.getEncoded();
        return new String(der, 2, der.length - 2, StandardCharsets.US_ASCII);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    private static boolean isAuthority(DerCertificate certificate) {
      return constraints(certificate).filter(BasicConstraints::isCA).isPresent();
    }

    private static Optional<BasicConstraints> constraints(DerCertificate certificate) {
      return certificate
          .extension(Extension.basicConstraints)
          .map(extension -> BasicConstraints.getInstance(extension.getParsedValue()));
    }

    private static boolean allows(DerCertificate issuer, DerCertificate own) {
      Optional<BigInteger> length = constraints(issuer).map(BasicConstraints::getPathLenConstraint);
      return isAuthority(issuer)
          && (!isAuthority(own) || length.map(most -> most.signum() > 0).orElse(true));
    }

    private static boolean uses(DerCertificate certificate, int usage) {
      return certificate
          .extension(Extension.keyUsage)
          .map(extension -> KeyUsage.getInstance(extension.getParsedValue()))
          .filter(usages -> usages.hasUsages(usage))
          .isPresent();
    }

    private static boolean namesKeyOf(DerCertificate own, DerCertificate issuer) {
      Optional<byte[]> named =
          own.extension(Extension.authorityKeyIdentifier)
              .map(extension -> AuthorityKeyIdentifier.getInstance(extension.getParsedValue()))
              .map(AuthorityKeyIdentifier::getKeyIdentifierOctets);
      Optional<byte[]> key =
          issuer
              .extension(Extension.subjectKeyIdentifier)
              .map(extension -> SubjectKeyIdentifier.getInstance(extension.getParsedValue()))
              .map(SubjectKeyIdentifier::getKeyIdentifier);
      return named.isPresent() && key.isPresent() && Arrays.equals(named.get(), key.get());
    }

    private static Stream<String> uris(DerCertificate certificate) {
      return certificate.extension(Extension.subjectAlternativeName).stream()
          .flatMap(
              extension ->
                  Arrays.stream(GeneralNames.getInstance(extension.getParsedValue()).getNames()))
          .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
          .map(name -> name.getName().toString());
    }

    /** A leaf's has a path; no segment is empty, "." or "..". */
    private static boolean isId(DerCertificate certificate, String uri) {
      var matcher = ID.matcher(uri);
      return matcher.matches()
          && (isAuthority(certificate) || !matcher.group(1).isEmpty())
          && Arrays.stream(matcher.group(1).split("/"))
              .noneMatch(segment -> segment.equals(".") || segment.equals(".."));
    }

    private static boolean isForBothEnds(DerCertificate certificate) {
      return certificate
          .extension(Extension.extendedKeyUsage)
          .map(extension -> ExtendedKeyUsage.getInstance(extension.getParsedValue()))
          .filter(
              usage ->
                  usage.hasKeyPurposeId(KeyPurposeId.id_kp_serverAuth)
                      && usage.hasKeyPurposeId(KeyPurposeId.id_kp_clientAuth))
          .isPresent();
    }
  }
}
