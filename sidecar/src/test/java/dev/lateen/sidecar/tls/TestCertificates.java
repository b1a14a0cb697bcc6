package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.identity.Svid;
import dev.lateen.sidecar.model.TlsCertificate;
import dev.lateen.sidecar.model.TlsTrust;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates made for one test. */
public final class TestCertificates {
  private TestCertificates() {}

  /** An authority that signs whatever it is asked for. */
  public record Authority(X509Certificate certificate, KeyPair keys) {
    /** Its certificate, PEM. */
    public String pem() {
      return TestCertificates.pem("CERTIFICATE", encoded(certificate));
    }

    /** Whom to trust. */
    public TlsTrust trust() {
      return new TlsTrust.Authorities(pem());
    }

    /** An authority below this one. */
    public Authority below(String name) {
      KeyPair own = newKeys();
      return new Authority(
          sign(
              name,
              own,
              certificate.getSubjectX500Principal().getName(),
              keys,
              null,
              Duration.ofHours(1)),
          own);
    }

    /** A certificate for a DNS name. */
    public Issued forHost(String name) {
      return issue(name, new GeneralName(GeneralName.dNSName, name), Duration.ofHours(1));
    }

    /** A certificate for a URI. */
    public Issued forUri(String uri) {
      return issue(
          "workload",
          new GeneralName(GeneralName.uniformResourceIdentifier, uri),
          Duration.ofHours(1));
    }

    /** A certificate for a URI that runs out after a while. */
    public Issued forUri(String uri, Duration lifetime) {
      return issue(
          "workload", new GeneralName(GeneralName.uniformResourceIdentifier, uri), lifetime);
    }

    /** A list of revoked certificates, PEM. */
    public String revoking(Issued... revoked) {
      return revoking(Instant.now().plus(Duration.ofDays(1)), revoked);
    }

    /** A list of revoked certificates that is to be replaced, PEM. */
    public String revoking(Instant nextUpdate, Issued... revoked) {
      Date now = Date.from(Instant.now());
      var list =
          new X509v2CRLBuilder(new X500Name(certificate.getSubjectX500Principal().getName()), now);
      list.setNextUpdate(Date.from(nextUpdate));
      for (Issued one : revoked) {
        list.addCRLEntry(one.certificate().getSerialNumber(), now, CRLReason.keyCompromise);
      }
      try {
        return TestCertificates.pem(
            "X509 CRL",
            list.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded());
      } catch (OperatorCreationException | IOException e) {
        throw new IllegalStateException(e);
      }
    }

    /** A certificate for a DNS name that ran out an hour ago. */
    public Issued expired(String name) {
      return issue(name, new GeneralName(GeneralName.dNSName, name), Duration.ofHours(-1));
    }

    private Issued issue(String name, GeneralName subject, Duration lifetime) {
      KeyPair own = newKeys();
      return new Issued(
          sign(name, own, certificate.getSubjectX500Principal().getName(), keys, subject, lifetime),
          own);
    }
  }

  /** A certificate with its key. */
  public record Issued(X509Certificate certificate, KeyPair keys) {
    /** As the identity of a workload. */
    public Svid svid() {
      return new Svid(keys.getPrivate(), List.of(certificate));
    }

    /** As the model takes it. */
    public TlsCertificate.Given model() {
      return new TlsCertificate.Given(
          pem("CERTIFICATE", encoded(certificate)),
          pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
    }
  }

  /** A new authority. */
  public static Authority authority(String name) {
    KeyPair keys = newKeys();
    return new Authority(sign(name, keys, "CN=" + name, keys, null, Duration.ofHours(1)), keys);
  }

  private static X509Certificate sign(
      String name,
      KeyPair subjectKeys,
      String issuer,
      KeyPair issuerKeys,
      GeneralName alternative,
      Duration lifetime) {
    try {
      Instant now = Instant.now();
      var builder =
          new JcaX509v3CertificateBuilder(
              new X500Name(issuer),
              BigInteger.valueOf(System.nanoTime()),
              Date.from(now.minus(Duration.ofDays(1))),
              Date.from(now.plus(lifetime)),
              new X500Name("CN=" + name),
              subjectKeys.getPublic());
      builder.addExtension(
          Extension.basicConstraints, true, new BasicConstraints(alternative == null));
      if (alternative != null) {
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(
            Extension.subjectAlternativeName, false, new GeneralNames(alternative));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String label, byte[] bytes) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
