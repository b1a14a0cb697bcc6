package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.identity.Svid;
import dev.lateen.sidecar.model.TlsCertificate;
import dev.lateen.sidecar.x509.Pem;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;

/**
 * A certificate with its key, parsed.
 *
 * @param chain the certificate, and those it was issued through
 * @param key its key
 */
record Credentials(X509Certificate[] chain, PrivateKey key) {
  private static final byte[] PROBE = {1, 2, 3, 4};

  /**
   * Parses both.
   *
   * @throws IllegalArgumentException when one cannot be used or they do not belong together, which
   *     the engines would find out in the first handshake only
   */
  static Credentials of(TlsCertificate certificate, MeshMaterial material) {
    return switch (certificate) {
      case TlsCertificate.Given given -> of(given);
      case TlsCertificate.Own own -> of(material.svid().orElseThrow());
    };
  }

  private static Credentials of(Svid svid) {
    return new Credentials(svid.chain().toArray(X509Certificate[]::new), svid.key());
  }

  private static Credentials of(TlsCertificate.Given certificate) {
    X509Certificate[] chain = Pem.certificates(certificate.chain()).toArray(X509Certificate[]::new);
    PrivateKey key = Pem.privateKey(certificate.privateKey());
    if (!belongTogether(chain[0], key)) {
      throw new IllegalArgumentException(
          "the private key is not that of " + chain[0].getSubjectX500Principal());
    }
    return new Credentials(chain, key);
  }

  private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> "EdDSA";
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException otherAlgorithm) {
      return false;
    }
  }
}
