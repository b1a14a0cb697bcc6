package dev.lateen.citadel.x509;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Puts one certificate together (RFC 5280, section 4). Belongs to one thread. */
public final class CertificateBuilder {
  private final X509v3CertificateBuilder builder;
  private final PublicKey subjectKey;

  /** Begins a certificate. */
  public CertificateBuilder(
      X500Name issuer,
      X500Name subject,
      PublicKey subjectKey,
      Validity validity,
      BigInteger serial) {
    this.subjectKey = subjectKey;
    this.builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            serial,
            Date.from(validity.notBefore()),
            Date.from(validity.notAfter()),
            subject,
            subjectKey);
  }

  /**
   * Makes it one of an authority.
   *
   * @param pathLength how many authorities may follow below this one
   */
  public CertificateBuilder authority(int pathLength) {
    extend(Extension.basicConstraints, true, new BasicConstraints(pathLength));
    extend(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    extend(Extension.subjectKeyIdentifier, false, KeyIdentifiers.ofSubject(subjectKey));
    return this;
  }

  /** Makes it one of an end of a connection. */
  public CertificateBuilder leaf(KeyPurposeId... purposes) {
    extend(Extension.basicConstraints, true, new BasicConstraints(false));
    extend(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    extend(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
    return this;
  }

  /** Says whose key signs it. */
  public CertificateBuilder issuedBy(X509Certificate issuer) {
    extend(Extension.authorityKeyIdentifier, false, KeyIdentifiers.ofIssuer(issuer));
    return this;
  }

  /**
   * Says whom it is for.
   *
   * @param critical whether a reader must understand them: so where the subject is empty (RFC 5280,
   *     4.2.1.6)
   */
  public CertificateBuilder names(boolean critical, GeneralName... names) {
    extend(Extension.subjectAlternativeName, critical, new GeneralNames(names));
    return this;
  }

  /**
   * Signs it.
   *
   * @param issuerKey the public half, which decides the algorithm
   * @throws IssuingException when the JVM lacks an algorithm
   */
  public X509Certificate sign(PublicKey issuerKey, PrivateKey key, SecureRandom random) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder(KeyType.signatureOf(issuerKey))
                      .setSecureRandom(random)
                      .build(key)));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IssuingException(e);
    }
  }

  private void extend(ASN1ObjectIdentifier extension, boolean critical, ASN1Encodable value) {
    try {
      builder.addExtension(extension, critical, value);
    } catch (CertIOException e) {
      throw new IssuingException(e);
    }
  }
}
