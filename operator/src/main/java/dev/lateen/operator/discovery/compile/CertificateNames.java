package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.gateway.model.GatewayListener.Certificate;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The host names that certificates are for (RFC 6125: of their alternative names alone). */
final class CertificateNames {
  private static final int DNS_NAME = 2;

  private CertificateNames() {}

  /** In lower case, {@code *.example.com} for the names right below. */
  static List<String> of(Certificate certificate) {
    var bytes = new ByteArrayInputStream(certificate.chain().getBytes(StandardCharsets.US_ASCII));
    try {
      var server =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
      Collection<List<?>> names = server.getSubjectAlternativeNames();
      return Objects.requireNonNullElse(names, List.<List<?>>of()).stream()
          .filter(name -> name.get(0).equals(DNS_NAME))
          .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT))
          .toList();
    } catch (CertificateException _) {
      return List.of();
    }
  }

  /** Of several the first one for a host, else the first. */
  static Certificate closest(List<Certificate> certificates, String host) {
    if (certificates.size() == 1) {
      return certificates.getFirst();
    }
    return certificates.stream()
        .filter(one -> of(one).stream().anyMatch(name -> GatewayTable.covers(name, host)))
        .findFirst()
        .orElseGet(certificates::getFirst);
  }
}
