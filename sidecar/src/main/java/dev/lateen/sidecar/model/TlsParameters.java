package dev.lateen.sidecar.model;

import java.util.List;
import java.util.Optional;

/**
 * What both sides of TLS are told alike (xDS {@code tls.v3.CommonTlsContext}).
 *
 * @param certificate shown to the peer
 * @param trust whose certificates are believed
 * @param subjectNames the peer's certificate must meet one of these; empty for no condition
 * @param minimum lowest version, default 1.2
 * @param maximum highest version, default 1.3
 * @param ciphers of TLS 1.2, by OpenSSL's names in order of preference; empty for the defaults
 * @param applicationProtocols ALPN (RFC 7301) in order of preference; empty for none
 */
public record TlsParameters(
    Optional<TlsCertificate> certificate,
    TlsTrust trust,
    List<SubjectNameMatch> subjectNames,
    TlsVersion minimum,
    TlsVersion maximum,
    List<String> ciphers,
    List<String> applicationProtocols) {

  /** Copies the lists; checks the versions, and that names are not matched without trust. */
  public TlsParameters {
    if (minimum.compareTo(maximum) > 0) {
      throw new IllegalArgumentException(
          "TLS versions: the minimum " + minimum + " is above the maximum " + maximum);
    }
    if (trust instanceof TlsTrust.Anyone && !subjectNames.isEmpty()) {
      throw new IllegalArgumentException(
          "names of the peer are to be matched but nothing says whom to trust; set trusted_ca");
    }
    subjectNames = List.copyOf(subjectNames);
    ciphers = List.copyOf(ciphers);
    applicationProtocols = List.copyOf(applicationProtocols);
  }

  /** Whether it changes with the identity of this workload or with whom the mesh trusts. */
  public boolean isOfMesh() {
    return trust instanceof TlsTrust.Mesh
        || certificate.filter(TlsCertificate.Own.class::isInstance).isPresent();
  }

  /** Without a certificate of one's own, with defaults. */
  public static TlsParameters trusting(TlsTrust trust) {
    return new TlsParameters(
        Optional.empty(),
        trust,
        List.of(),
        TlsVersion.TLS_1_2,
        TlsVersion.TLS_1_3,
        List.of(),
        List.of());
  }

  /** The same with a certificate. */
  public TlsParameters withCertificate(TlsCertificate other) {
    return new TlsParameters(
        Optional.of(other), trust, subjectNames, minimum, maximum, ciphers, applicationProtocols);
  }

  /** The same with conditions on the peer. */
  public TlsParameters withSubjectNames(SubjectNameMatch... others) {
    return new TlsParameters(
        certificate, trust, List.of(others), minimum, maximum, ciphers, applicationProtocols);
  }

  /** The same with other versions. */
  public TlsParameters withVersions(TlsVersion lowest, TlsVersion highest) {
    return new TlsParameters(
        certificate, trust, subjectNames, lowest, highest, ciphers, applicationProtocols);
  }

  /** The same with other application protocols. */
  public TlsParameters withApplicationProtocols(String... others) {
    return new TlsParameters(
        certificate, trust, subjectNames, minimum, maximum, ciphers, List.of(others));
  }

  /** The same, offering these application protocols where it names none itself. */
  TlsParameters offering(List<String> protocols) {
    return applicationProtocols.isEmpty() && !protocols.isEmpty()
        ? withApplicationProtocols(protocols.toArray(String[]::new))
        : this;
  }
}
