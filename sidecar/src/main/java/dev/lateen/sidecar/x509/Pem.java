package dev.lateen.sidecar.x509;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys as text (RFC 7468). */
public final class Pem {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]+)-----END \\1-----");
  private static final List<String> KEY_ALGORITHMS = List.of("EC", "RSA", "EdDSA");

  private Pem() {}

  /**
   * All certificates of a text, in order.
   *
   * @throws IllegalArgumentException when there is none or one does not parse
   */
  public static List<X509Certificate> certificates(String pem) {
    try {
      List<X509Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (certificates.isEmpty()) {
        throw new IllegalArgumentException("there is no certificate in it; PEM is expected");
      }
      return certificates;
    } catch (CertificateException e) {
      throw new IllegalArgumentException("a certificate does not parse: " + e.getMessage(), e);
    }
  }

  /**
   * All revocation lists of a text (RFC 5280 5), in order; what else is in it is passed over.
   *
   * @throws IllegalArgumentException when there is none or one does not parse
   */
  public static List<X509CRL> revocationLists(String pem) {
    try {
      List<X509CRL> lists = new ArrayList<>();
      for (byte[] der : blocks("X509 CRL", pem)) {
        lists.add(
            (X509CRL)
                CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der)));
      }
      if (lists.isEmpty()) {
        throw new IllegalArgumentException("there is no revocation list in it; PEM is expected");
      }
      return lists;
    } catch (CRLException | CertificateException e) {
      throw new IllegalArgumentException("a revocation list does not parse: " + e.getMessage(), e);
    }
  }

  /**
   * The certificates among other things of a text, in order; there may be none.
   *
   * @throws IllegalArgumentException when one does not parse
   */
  public static List<X509Certificate> certificatesAmong(String pem) {
    try {
      List<X509Certificate> certificates = new ArrayList<>();
      for (byte[] der : blocks("CERTIFICATE", pem)) {
        certificates.add(
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der)));
      }
      return certificates;
    } catch (CertificateException e) {
      throw new IllegalArgumentException("a certificate does not parse: " + e.getMessage(), e);
    }
  }

  private static List<byte[]> blocks(String label, String pem) {
    return BLOCK
        .matcher(pem)
        .results()
        .filter(block -> block.group(1).equals(label))
        .map(block -> Base64.getMimeDecoder().decode(block.group(2)))
        .toList();
  }

  /**
   * The private key of a text.
   *
   * @throws IllegalArgumentException when there is none this proxy can use; says nothing of the key
   */
  public static PrivateKey privateKey(String pem) {
    Matcher matcher = KEY.matcher(pem);
    if (!matcher.find()) {
      throw new IllegalArgumentException(
          "there is no unencrypted PKCS #8 key (BEGIN PRIVATE KEY) in it; convert another form with"
              + " openssl pkcs8 -topk8 -nodes");
    }
    byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (GeneralSecurityException another) {
        // a key of another algorithm
      }
    }
    throw new IllegalArgumentException("the private key is neither EC nor RSA nor EdDSA");
  }
}
