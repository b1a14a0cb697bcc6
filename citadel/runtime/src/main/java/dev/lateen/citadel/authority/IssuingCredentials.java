package dev.lateen.citadel.authority;

import dev.lateen.citadel.x509.Pem;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * What an authority signs with, read from its PEM.
 *
 * @param certificate of the issuing authority
 * @param key its key; left out of {@link #toString()}
 * @param upwards what is shown beside a certificate it signed: the way up to the root, without the
 *     root; may be empty
 */
public record IssuingCredentials(
    X509Certificate certificate, PrivateKey key, List<X509Certificate> upwards) {

  /** Keeps the list as it is. */
  public IssuingCredentials {
    upwards = List.copyOf(upwards);
  }

  /** Reads those of an authority. */
  public static IssuingCredentials of(Authority authority) {
    X509Certificate certificate = Pem.certificate(authority.issuing().certificate());
    return new IssuingCredentials(
        certificate,
        Pem.privateKey(authority.issuing().privateKey(), certificate.getPublicKey().getAlgorithm()),
        authority.intermediates().isBlank()
            ? List.of()
            : Pem.certificates(authority.intermediates()));
  }

  /** What certificates it signs name as their issuer. */
  public X500Name name() {
    return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
  }

  @Override
  public String toString() {
    return "IssuingCredentials[subject=" + certificate.getSubjectX500Principal() + "]";
  }
}
