package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.model.MeshTrust;
import dev.lateen.sidecar.x509.Pem;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The certificates that mutual TLS depends on now.
 *
 * @param certificates the own one first, then those of the authorities
 */
public record MeshCertificates(List<Entry> certificates) {
  /** Keeps the list as it is. */
  public MeshCertificates {
    certificates = List.copyOf(certificates);
  }

  /**
   * A certificate.
   *
   * @param kind {@code svid} or {@code root}
   * @param subject SPIFFE ID, or the distinguished name where it has none
   * @param serial its serial number
   * @param notAfter when it runs out
   */
  public record Entry(String kind, String subject, BigInteger serial, Instant notAfter) {
    static Entry of(String kind, X509Certificate certificate) {
      return new Entry(
          kind,
          PeerIdentity.spiffeId(certificate)
              .orElseGet(() -> certificate.getSubjectX500Principal().getName()),
          certificate.getSerialNumber(),
          certificate.getNotAfter().toInstant());
    }
  }

  static MeshCertificates of(MeshMaterial material) {
    List<Entry> entries = new ArrayList<>();
    material.svid().ifPresent(svid -> entries.add(Entry.of("svid", svid.certificate())));
    material
        .trust()
        .map(MeshTrust::authorities)
        .map(Pem::certificates)
        .ifPresent(roots -> roots.forEach(root -> entries.add(Entry.of("root", root))));
    return new MeshCertificates(entries);
  }
}
