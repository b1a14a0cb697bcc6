package dev.lateen.citadel.x509;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** Names of keys, by which readers find the issuer of a certificate (RFC 5280, 4.2.1.1 and 2). */
final class KeyIdentifiers {

  private KeyIdentifiers() {}

  static SubjectKeyIdentifier ofSubject(PublicKey key) {
    return utilities().createSubjectKeyIdentifier(key);
  }

  /** As the issuer calls its key itself, which somebody else may have made up. */
  static AuthorityKeyIdentifier ofIssuer(X509Certificate issuer) {
    byte[] own = issuer.getExtensionValue(Extension.subjectKeyIdentifier.getId());
    if (own == null) {
      return utilities().createAuthorityKeyIdentifier(issuer.getPublicKey());
    }
    return new AuthorityKeyIdentifier(
        SubjectKeyIdentifier.getInstance(ASN1OctetString.getInstance(own).getOctets())
            .getKeyIdentifier());
  }

  private static JcaX509ExtensionUtils utilities() {
    try {
      return new JcaX509ExtensionUtils();
    } catch (GeneralSecurityException e) {
      throw new IssuingException(e);
    }
  }
}
