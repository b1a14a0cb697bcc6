package dev.lateen.citadel.x509;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes and reads PEM (RFC 7468). */
public final class Pem {
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  private Pem() {}

  /** A block with a label. */
  public static String encode(String label, byte[] content) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(label, LINES.encodeToString(content));
  }

  /** A certificate as a block. */
  public static String encode(X509Certificate certificate) {
    try {
      return encode("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateException e) {
      throw new InvalidCertificateException(e);
    }
  }

  /** A private key as a PKCS #8 block. */
  public static String encode(PrivateKey key) {
    return encode("PRIVATE KEY", key.getEncoded());
  }

  /**
   * The first certificate of a text.
   *
   * @throws InvalidCertificateException when there is none
   */
  public static X509Certificate certificate(String pem) {
    return certificates(pem).getFirst();
  }

  /**
   * The certificates of a text, at least one.
   *
   * @throws InvalidCertificateException when there is none, or one that is not one
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
        throw new CertificateException("no block of one");
      }
      return certificates;
    } catch (CertificateException e) {
      throw new InvalidCertificateException(e);
    }
  }

  /**
   * A private key: PKCS #8, unencrypted.
   *
   * @param algorithm of the public half, as the JCA calls it
   * @throws InvalidKeyPemException when it is not one
   */
  public static PrivateKey privateKey(String pem, String algorithm) {
    try {
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(
              new PKCS8EncodedKeySpec(
                  block(pem, "PRIVATE KEY")
                      .orElseThrow(
                          () ->
                              new InvalidKeyPemException(
                                  "there is no block PRIVATE KEY (PKCS #8)"))));
    } catch (GeneralSecurityException e) {
      throw new InvalidKeyPemException("it is no key of the algorithm " + algorithm);
    }
  }

  /** The content of the first block with this label; empty where there is none that is whole. */
  static Optional<byte[]> block(String pem, String label) {
    Matcher matcher = BLOCK.matcher(pem);
    while (matcher.find()) {
      if (matcher.group(1).equals(label)) {
        return decode(matcher.group(2));
      }
    }
    return Optional.empty();
  }

  private static Optional<byte[]> decode(String lines) {
    try {
      return Optional.of(Base64.getMimeDecoder().decode(lines.strip()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** The names a certificate is for. */
  public static Set<String> subjectAlternativeNames(String pem) {
    try {
      Collection<List<?>> names = certificate(pem).getSubjectAlternativeNames();
      return Optional.ofNullable(names).orElse(List.of()).stream()
          .map(name -> String.valueOf(name.get(1)))
          .collect(Collectors.toSet());
    } catch (CertificateException e) {
      throw new InvalidCertificateException(e);
    }
  }
}
