package dev.lateen.operator.authority;

import dev.lateen.citadel.issuing.CertificateAuthority;
import dev.lateen.citadel.issuing.IssuedCertificate;
import dev.lateen.citadel.issuing.Lifetimes;
import dev.lateen.citadel.x509.InvalidSigningRequestException;
import dev.lateen.citadel.x509.SigningRequest;
import dev.lateen.operator.authority.RefusedCallerException.Reason;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;

/**
 * Issues certificates to those who are entitled to one. The name in it is the one the caller is
 * entitled to: what its request asks to be called counts for nothing. Safe for use by many threads.
 */
final class Issuance {
  private final Entitlement entitlement;
  private final CertificateAuthority authority;
  private final IssuingAudit audit;

  Issuance(Entitlement entitlement, CertificateAuthority authority, IssuingAudit audit) {
    this.entitlement = entitlement;
    this.authority = authority;
    this.audit = audit;
  }

  /**
   * A request as it came.
   *
   * @param csr PKCS #10 in PEM
   * @param asked how long it is to hold; zero for the standard
   * @param authorization the metadata of that name
   * @param certificate what the connection was opened with
   * @param peer address of the caller, for the audit
   */
  record Request(
      String csr,
      Duration asked,
      Optional<String> authorization,
      Optional<X509Certificate> certificate,
      String peer) {}

  /**
   * Issues a certificate, or says why not.
   *
   * @throws RefusedCallerException when the caller gets none
   */
  IssuedCertificate issue(Request request, IdentityPolicy policy) {
    try {
      Entitlement.Entitled entitled =
          entitlement.of(
              request.authorization(), request.certificate(), Optional.of(request.csr()), policy);
      IssuedCertificate issued =
          authority.issue(
              entitled.identity(),
              entitled.caller().instance(),
              read(request.csr()),
              request.asked(),
              new Lifetimes(policy.leafLife()));
      audit.issued(issued.entry(), entitled.caller(), request.peer());
      return issued;
    } catch (RefusedCallerException e) {
      audit.refused(e, request.peer());
      throw e;
    }
  }

  private static SigningRequest read(String csr) {
    try {
      return SigningRequest.parse(csr);
    } catch (InvalidSigningRequestException e) {
      throw new RefusedCallerException(Reason.INVALID_REQUEST, e.getMessage());
    }
  }
}
