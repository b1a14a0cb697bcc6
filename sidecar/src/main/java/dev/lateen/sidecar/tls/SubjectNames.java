package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.model.StringMatch;
import dev.lateen.sidecar.model.SubjectNameMatch;
import dev.lateen.sidecar.model.SubjectNameMatch.Kind;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/** Whether a certificate is for whom it must be. */
final class SubjectNames {
  private static final String WILDCARD = "*.";

  private SubjectNames() {}

  /**
   * Whether one name of the certificate meets one of the conditions.
   *
   * @throws CertificateParsingException when its names cannot be read
   */
  static boolean meet(X509Certificate certificate, List<SubjectNameMatch> conditions)
      throws CertificateParsingException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    if (names == null) {
      return false;
    }
    for (List<?> name : names) {
      if (name.get(1) instanceof String text) {
        for (SubjectNameMatch condition : conditions) {
          if (name.getFirst().equals(condition.kind().tag()) && meets(text, condition)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean meets(String name, SubjectNameMatch condition) {
    return condition.kind() == Kind.DNS
            && condition.value() instanceof StringMatch.Exact(String host, boolean ignoreCase)
        ? isFor(name, host)
        : condition.value().matches(name);
  }

  /** A wildcard stands for exactly one label, the leftmost. DNS knows no case. */
  private static boolean isFor(String name, String host) {
    if (!name.startsWith(WILDCARD)) {
      return name.equalsIgnoreCase(host);
    }
    int dot = host.indexOf('.');
    return dot > 0 && host.substring(dot).equalsIgnoreCase(name.substring(1));
  }
}
