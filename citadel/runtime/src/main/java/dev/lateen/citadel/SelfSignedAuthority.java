package dev.lateen.citadel;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.operator.OperatorCreationException;

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

  /**
   * @param clock what certificates count their life from
   * @param random where keys and serial numbers come from
   */
  public SelfSignedAuthority(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /**
   * Makes an authority, a key and a certificate for it.
   *
   * @throws IssuingException when the JVM lacks an algorithm or a name is malformed
   */
  public CertificateBundle issueServing(ServingRequest request) {
    try {
      Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      CertificateTemplate template =
          new CertificateTemplate(
              now.minus(ServingRequest.SHORTEST), now.plus(request.validity()), random);
      X500Name issuer = CertificateTemplate.name(request.commonName() + " authority");
      KeyPair authorityKey = newKey();
      KeyPair servingKey = newKey();
      X509Certificate authority = template.authority(issuer, authorityKey);
      X509Certificate serving =
          template.serving(issuer, authorityKey, request, servingKey.getPublic());
      return new CertificateBundle(
          new KeyPairPem(
              Pem.encode("PRIVATE KEY", servingKey.getPrivate().getEncoded()),
              Pem.encode("CERTIFICATE", serving.getEncoded())),
          Pem.encode("CERTIFICATE", authority.getEncoded()));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IssuingException(e);
    }
  }

  private KeyPair newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }
}
