package dev.lateen.citadel.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Lists of revoked certificates (RFC 5280, section 5). */
public final class RevocationList {

  /** How long readers may go by a list; a new one is made long before. */
  public static final Duration LIFE = Duration.ofDays(90);

  private RevocationList() {}

  /**
   * Makes one.
   *
   * @param issuer whose certificates are revoked; its key may sign lists
   * @param revoked since when, by serial number
   * @return the list in PEM
   * @throws IssuingException when the JVM lacks an algorithm
   */
  public static String sign(
      X509Certificate issuer, PrivateKey key, Map<BigInteger, Instant> revoked, Instant now) {
    try {
      X509v2CRLBuilder builder =
          new X509v2CRLBuilder(
              X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()),
              Date.from(now.minus(Validity.SKEW)));
      builder.setNextUpdate(Date.from(now.plus(LIFE)));
      revoked.forEach(
          (serial, at) -> builder.addCRLEntry(serial, Date.from(at), CRLReason.privilegeWithdrawn));
      builder.addExtension(
          Extension.authorityKeyIdentifier, false, KeyIdentifiers.ofIssuer(issuer));
      return Pem.encode(
          "X509 CRL",
          builder
              .build(
                  new JcaContentSignerBuilder(KeyType.signatureOf(issuer.getPublicKey()))
                      .build(key))
              .getEncoded());
    } catch (IOException | OperatorCreationException e) {
      throw new IssuingException(e);
    }
  }
}
