package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.model.MeshTrust;
import dev.lateen.sidecar.x509.Pem;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

/**
 * Verifies revocation lists before they are obeyed (RFC 5280 6.3.3): each is signed by a root that
 * is trusted, or by an authority below one whose certificates come beside the list, and is not past
 * its next update.
 */
final class RevocationLists {
  private static final int CRL_SIGN = 6;
  private static final int LONGEST_WAY = 8;

  private final List<X509Certificate> roots;
  private final List<X509Certificate> beside;
  private final List<X509CRL> lists;

  private RevocationLists(MeshTrust trust, String pem) {
    this.roots = Pem.certificates(trust.authorities());
    this.beside = Pem.certificatesAmong(pem);
    this.lists = Pem.revocationLists(pem);
  }

  /**
   * Those of a bundle.
   *
   * @throws IllegalArgumentException naming the list and why it is refused
   */
  static List<X509CRL> verified(MeshTrust trust, Instant now) {
    return trust
        .revocations()
        .map(pem -> new RevocationLists(trust, pem))
        .map(all -> all.lists.stream().map(list -> all.verified(list, now)).toList())
        .orElse(List.of());
  }

  private X509CRL verified(X509CRL list, Instant now) {
    if (Stream.concat(roots.stream(), beside.stream()).noneMatch(issuer -> signed(issuer, list))) {
      throw refused(list, "no authority that is trusted has signed it");
    }
    Date next = list.getNextUpdate();
    if (next == null || next.toInstant().isBefore(now)) {
      throw refused(
          list, "its next update was due " + (next == null ? "from the start" : next.toInstant()));
    }
    return list;
  }

  private boolean signed(X509Certificate issuer, X509CRL list) {
    boolean[] usage = issuer.getKeyUsage();
    if (!issuer.getSubjectX500Principal().equals(list.getIssuerX500Principal())
        || usage != null && !usage[CRL_SIGN]) {
      return false;
    }
    try {
      list.verify(issuer.getPublicKey());
      return isTrusted(issuer, LONGEST_WAY);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private boolean isTrusted(X509Certificate authority, int steps) {
    return roots.contains(authority)
        || steps > 0
            && authority.getBasicConstraints() >= 0
            && Stream.concat(roots.stream(), beside.stream())
                .filter(above -> isAbove(above, authority))
                .anyMatch(above -> isTrusted(above, steps - 1));
  }

  private static boolean isAbove(X509Certificate above, X509Certificate below) {
    if (above.equals(below)
        || !above.getSubjectX500Principal().equals(below.getIssuerX500Principal())) {
      return false;
    }
    try {
      below.verify(above.getPublicKey());
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static IllegalArgumentException refused(X509CRL list, String why) {
    return new IllegalArgumentException(
        "the revocation list of \"%s\" is refused: %s; the last good one stays"
            .formatted(list.getIssuerX500Principal().getName(), why));
  }
}
