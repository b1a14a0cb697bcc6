package dev.lateen.citadel;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes and reads PEM (RFC 7468). */
final class Pem {
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private Pem() {}

  static String encode(String label, byte[] content) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(label, LINES.encodeToString(content));
  }

  static X509Certificate certificate(String pem) {
    try {
      byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes));
    } catch (CertificateException e) {
      throw new InvalidCertificateException(e);
    }
  }

  static Set<String> subjectAlternativeNames(String pem) {
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
