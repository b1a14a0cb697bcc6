package dev.lateen.citadel.issuing;

import dev.lateen.citadel.authority.Authority;
import dev.lateen.citadel.authority.IssuingCredentials;
import dev.lateen.citadel.spiffe.SpiffeId;
import dev.lateen.citadel.x509.CertificateBuilder;
import dev.lateen.citadel.x509.Names;
import dev.lateen.citadel.x509.Pem;
import dev.lateen.citadel.x509.SerialNumbers;
import dev.lateen.citadel.x509.Validity;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * Makes X.509-SVIDs below one authority, whose parts it has read once. Safe for use by many
 * threads.
 */
final class SvidIssuer {
  private final Authority authority;
  private final IssuingCredentials issuer;
  private final X500Name name;

  SvidIssuer(Authority authority) {
    this.authority = authority;
    this.issuer = IssuingCredentials.of(authority);
    this.name = issuer.name();
  }

  /**
   * Signs one (SPIFFE X.509-SVID, sections 2 to 4): one URI as its only name, in a critical
   * extension as the subject is empty. It never outlives its issuer.
   */
  IssuedCertificate issue(
      SpiffeId identity,
      String instance,
      PublicKey subjectKey,
      Instant now,
      Duration life,
      SecureRandom random) {
    BigInteger serial = new SerialNumbers(random).next();
    Validity validity =
        Validity.from(now, life)
            .within(
                new Validity(
                    issuer.certificate().getNotBefore().toInstant(),
                    issuer.certificate().getNotAfter().toInstant()));
    X509Certificate issued =
        new CertificateBuilder(name, Names.EMPTY, subjectKey, validity, serial)
            .leaf(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth)
            .issuedBy(issuer.certificate())
            .names(true, new GeneralName(GeneralName.uniformResourceIdentifier, identity.uri()))
            .sign(issuer.certificate().getPublicKey(), issuer.key(), random);
    return new IssuedCertificate(
        new JournalEntry(
            serial.toString(16),
            identity,
            instance,
            authority.generation(),
            now,
            validity.notAfter()),
        Stream.of(
                Stream.of(Pem.encode(issued)),
                issuer.upwards().stream().map(Pem::encode),
                Stream.of(authority.root()))
            .flatMap(part -> part)
            .toList());
  }
}
