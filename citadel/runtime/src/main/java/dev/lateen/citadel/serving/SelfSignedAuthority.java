package dev.lateen.citadel.serving;

import dev.lateen.citadel.x509.CertificateBuilder;
import dev.lateen.citadel.x509.IssuingException;
import dev.lateen.citadel.x509.KeyPairPem;
import dev.lateen.citadel.x509.KeyType;
import dev.lateen.citadel.x509.Names;
import dev.lateen.citadel.x509.Pem;
import dev.lateen.citadel.x509.SerialNumbers;
import dev.lateen.citadel.x509.Validity;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * Issues serving certificates, each by an authority made for it alone (RFC 5280, EC P-256).
 *
 * <p>The authority's key is forgotten as soon as it has signed: nobody can ever sign a second
 * certificate that its clients would trust, and there is no key to keep. Renewing therefore changes
 * the trust anchor too. Safe for use by many threads.
 */
public final class SelfSignedAuthority {
  private final Clock clock;
  private final SecureRandom random;
  private final SerialNumbers serials;

  /**
   * @param clock what certificates count their life from
   * @param random where keys and serial numbers come from
   */
  public SelfSignedAuthority(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
    this.serials = new SerialNumbers(random);
  }

  /**
   * Makes an authority, a key and a certificate for it.
   *
   * @throws IssuingException when the JVM lacks an algorithm or a name is malformed
   */
  public CertificateBundle issueServing(ServingRequest request) {
    Validity validity = Validity.from(clock.instant(), request.validity());
    X500Name issuer = Names.of(request.commonName() + " authority");
    KeyPair authorityKey = KeyType.EC_P256.generate(random);
    KeyPair servingKey = KeyType.EC_P256.generate(random);
    X509Certificate authority =
        new CertificateBuilder(issuer, issuer, authorityKey.getPublic(), validity, serials.next())
            .authority(0)
            .sign(authorityKey.getPublic(), authorityKey.getPrivate(), random);
    X509Certificate serving =
        new CertificateBuilder(
                issuer,
                Names.of(request.commonName()),
                servingKey.getPublic(),
                validity,
                serials.next())
            .leaf(KeyPurposeId.id_kp_serverAuth)
            .issuedBy(authority)
            .names(false, request.generalNames())
            .sign(authorityKey.getPublic(), authorityKey.getPrivate(), random);
    return new CertificateBundle(
        new KeyPairPem(Pem.encode(servingKey.getPrivate()), Pem.encode(serving)),
        Pem.encode(authority));
  }
}
