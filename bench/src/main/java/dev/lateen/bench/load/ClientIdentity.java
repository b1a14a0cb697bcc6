package dev.lateen.bench.load;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Who a load generator is.
 *
 * @param authority whom it trusts, PEM
 * @param chain its certificate, PEM
 * @param privateKey its key on P-256, PKCS #8, PEM; never shown
 */
public record ClientIdentity(String authority, String chain, String privateKey) {
  private static final char[] PASSWORD = {};

  /** A TLS 1.3 client with it, without sessions yet. */
  SSLContext context() {
    try {
      var own = KeyStore.getInstance("PKCS12");
      own.load(null, null);
      own.setKeyEntry("own", key(), PASSWORD, new Certificate[] {certificate(chain)});
      own.setCertificateEntry("authority", certificate(authority));
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, PASSWORD);
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(own);
      var context = SSLContext.getInstance("TLSv1.3");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no TLS client: " + e.getMessage(), e);
    }
  }

  private PrivateKey key() throws GeneralSecurityException {
    String encoded = privateKey.replaceAll("-----[A-Z ]*-----", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(encoded)));
  }

  private static Certificate certificate(String pem) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  @Override
  public String toString() {
    return "ClientIdentity[privateKey=***]";
  }
}
