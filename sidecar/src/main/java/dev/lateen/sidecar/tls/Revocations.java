package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.model.MeshTrust;
import java.math.BigInteger;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Certificates that are believed no more, by issuer and serial number. A list that is in force
 * counts on when its next update is due, as nothing that was revoked gets better by waiting.
 * Immutable.
 */
public final class Revocations {
  /** No certificate. */
  public static final Revocations NONE = new Revocations(Map.of());

  private final Map<X500Principal, Set<BigInteger>> serials;

  private Revocations(Map<X500Principal, Set<BigInteger>> serials) {
    this.serials = serials;
  }

  /**
   * Those of verified lists.
   *
   * @throws IllegalArgumentException when one does not parse or is not to be believed
   */
  static Revocations of(Optional<MeshTrust> trust, Instant now) {
    return trust.map(whom -> of(RevocationLists.verified(whom, now))).orElse(NONE);
  }

  private static Revocations of(List<X509CRL> lists) {
    Map<X500Principal, Set<BigInteger>> serials = new HashMap<>();
    for (X509CRL list : lists) {
      Set<BigInteger> ofIssuer =
          serials.computeIfAbsent(list.getIssuerX500Principal(), issuer -> new HashSet<>());
      entries(list).forEach(entry -> ofIssuer.add(entry.getSerialNumber()));
    }
    return new Revocations(serials);
  }

  private static Collection<? extends X509CRLEntry> entries(X509CRL crl) {
    return Optional.<Collection<? extends X509CRLEntry>>ofNullable(crl.getRevokedCertificates())
        .orElse(Set.of());
  }

  /** Whether one of these certificates is revoked. */
  boolean include(X509Certificate... chain) {
    if (serials.isEmpty()) {
      return false;
    }
    for (X509Certificate certificate : chain) {
      Set<BigInteger> ofIssuer = serials.get(certificate.getIssuerX500Principal());
      if (ofIssuer != null && ofIssuer.contains(certificate.getSerialNumber())) {
        return true;
      }
    }
    return false;
  }
}
