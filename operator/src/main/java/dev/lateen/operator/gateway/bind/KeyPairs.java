package dev.lateen.operator.gateway.bind;

import dev.lateen.citadel.x509.Pem;
import dev.lateen.operator.gateway.api.TlsSecret;
import dev.lateen.operator.gateway.model.GatewayListener.Certificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Reads what Secrets hold for servers of TLS. Says nothing of keys. */
final class KeyPairs {
  private static final byte[] PROBE = "lateen".getBytes(StandardCharsets.US_ASCII);

  private KeyPairs() {}

  /**
   * A certificate with its key, which becomes PKCS #8 whatever form it had.
   *
   * @return empty where the Secret has no X.509 certificate, or not its unencrypted private key
   */
  static Optional<Certificate> read(TlsSecret secret) {
    try {
      Optional<PrivateKey> key = key(secret.key());
      return key.isPresent() && belongs(key.get(), first(secret.certificate()))
          ? Optional.of(new Certificate(secret.certificate(), Pem.encode(key.get())))
          : Optional.empty();
    } catch (IOException | GeneralSecurityException _) {
      return Optional.empty();
    }
  }

  private static X509Certificate first(String chain) throws GeneralSecurityException {
    var bytes = chain.getBytes(StandardCharsets.US_ASCII);
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes));
  }

  private static Optional<PrivateKey> key(String pem) throws IOException {
    var converter = new JcaPEMKeyConverter();
    try (var parser = new PEMParser(new StringReader(pem))) {
      for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
        switch (next) {
          case PEMKeyPair pair -> {
            return Optional.of(converter.getPrivateKey(pair.getPrivateKeyInfo()));
          }
          case PrivateKeyInfo info -> {
            return Optional.of(converter.getPrivateKey(info));
          }
          default -> {}
        }
      }
    }
    return Optional.empty();
  }

  /** What the one signs the other has to verify. */
  private static boolean belongs(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC", "ECDSA" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    var signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(PROBE);
    byte[] signature = signer.sign();
    var verifier = Signature.getInstance(algorithm);
    verifier.initVerify(certificate.getPublicKey());
    verifier.update(PROBE);
    return verifier.verify(signature);
  }
}
