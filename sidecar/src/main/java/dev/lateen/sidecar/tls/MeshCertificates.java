package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.identity.Svid;
import dev.lateen.sidecar.model.MeshTrust;
import dev.lateen.sidecar.x509.Pem;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
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
   * @param kind {@code svid}, {@code intermediate} (what the own one was issued through) or {@code
   *     root}
   * @param subject SPIFFE ID, or the distinguished name where it has none
   * @param serial its serial number
   * @param notBefore since when it holds
   * @param notAfter when it runs out
   * @param sha256 fingerprint of the whole certificate, in lower-case hexadecimal
   */
  public record Entry(
      String kind,
      String subject,
      BigInteger serial,
      Instant notBefore,
      Instant notAfter,
      String sha256) {
    static Entry of(String kind, X509Certificate certificate) {
      return new Entry(
          kind,
          PeerIdentity.spiffeId(certificate)
              .orElseGet(() -> certificate.getSubjectX500Principal().getName()),
          certificate.getSerialNumber(),
          certificate.getNotBefore().toInstant(),
          certificate.getNotAfter().toInstant(),
          fingerprint(certificate));
    }
  }

  static MeshCertificates of(MeshMaterial material) {
    List<Entry> entries = new ArrayList<>();
    material.svid().ifPresent(svid -> add(svid, entries));
    material
        .trust()
        .map(MeshTrust::authorities)
        .map(Pem::certificates)
        .ifPresent(roots -> roots.forEach(root -> entries.add(Entry.of("root", root))));
    return new MeshCertificates(entries);
  }

  private static void add(Svid svid, List<Entry> entries) {
    entries.add(Entry.of("svid", svid.certificate()));
    svid.chain().stream()
        .skip(1)
        .map(certificate -> Entry.of("intermediate", certificate))
        .forEach(entries::add);
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
