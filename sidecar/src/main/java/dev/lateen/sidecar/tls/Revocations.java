package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.x509.Pem;
import java.math.BigInteger;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Certificates that are believed no more, by issuer and serial number. The lists come the same way
 * as the authorities and are trusted as these are; one that is past its next update still counts,
 * as nothing that was revoked gets better by waiting. Immutable.
 */
public final class Revocations {
  /** No certificate. */
  public static final Revocations NONE = new Revocations(Map.of());

  private final Map<X500Principal, Set<BigInteger>> serials;

  private Revocations(Map<X500Principal, Set<BigInteger>> serials) {
    this.serials = serials;
  }

  /**
   * Those of lists as PEM (RFC 5280 5).
   *
   * @throws IllegalArgumentException when one does not parse
   */
  public static Revocations of(Optional<String> pem) {
    return pem.map(Revocations::parse).orElse(NONE);
  }

  private static Revocations parse(String pem) {
    Map<X500Principal, Set<BigInteger>> serials = new HashMap<>();
    for (X509CRL list : Pem.revocationLists(pem)) {
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
