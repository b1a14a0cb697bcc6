package dev.lateen.bench.discovery;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes an authority and one certificate, valid for a day, all keys on P-256. */
public final class CertificateMaker {
  private static final Duration VALIDITY = Duration.ofDays(1);
  private static final X500Name AUTHORITY = new X500Name("CN=Lateen benchmark authority");
  private static final X500Name WORKLOAD = new X500Name("O=Lateen benchmark");

  private final Instant now;

  /**
   * Certificates are valid from a little before then.
   *
   * @param now the time
   */
  public CertificateMaker(Instant now) {
    this.now = now;
  }

  /**
   * Certificates that nobody else has.
   *
   * @throws IllegalStateException when this virtual machine cannot make them
   */
  public Certificates make() {
    try {
      KeyPair authority = keys();
      KeyPair workload = keys();
      return new Certificates(
          pem(sign(authority(authority), authority)),
          pem(sign(workload(workload), authority)),
          pem(workload.getPrivate()));
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw new IllegalStateException("no certificates: " + e.getMessage(), e);
    }
  }

  private static KeyPair keys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private X509v3CertificateBuilder authority(KeyPair keys) throws CertIOException {
    return certificate(AUTHORITY, 1, keys)
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
  }

  private X509v3CertificateBuilder workload(KeyPair keys) throws CertIOException {
    return certificate(WORKLOAD, 2, keys)
        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .addExtension(
            Extension.subjectAlternativeName,
            true,
            new GeneralNames(
                new GeneralName[] {
                  new GeneralName(GeneralName.uniformResourceIdentifier, Certificates.IDENTITY),
                  new GeneralName(GeneralName.dNSName, Certificates.NAME)
                }));
  }

  private JcaX509v3CertificateBuilder certificate(X500Name subject, int serial, KeyPair keys) {
    return new JcaX509v3CertificateBuilder(
        AUTHORITY,
        BigInteger.valueOf(serial),
        Date.from(now.minus(Duration.ofMinutes(5))),
        Date.from(now.plus(VALIDITY)),
        subject,
        keys.getPublic());
  }

  private static X509CertificateHolder sign(X509v3CertificateBuilder certificate, KeyPair by)
      throws OperatorCreationException {
    return certificate.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate()));
  }

  private static String pem(Object what) {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(what instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : what);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
