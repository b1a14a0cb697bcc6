package dev.lateen.operator.authority;

import dev.lateen.citadel.issuing.CallerLimits;
import dev.lateen.citadel.issuing.CertificateAuthority;
import dev.lateen.citadel.issuing.IssuedCertificate;
import dev.lateen.citadel.issuing.Lifetimes;
import dev.lateen.citadel.spiffe.SpiffeId;
import dev.lateen.citadel.x509.InvalidSigningRequestException;
import dev.lateen.citadel.x509.SigningRequest;
import dev.lateen.operator.authority.RefusedCallerException.Reason;
import dev.lateen.operator.platform.model.Instance;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides who gets a certificate, and issues it. The name in it is the one the caller is entitled
 * to: what its request asks to be called counts for nothing. Safe for use by many threads.
 */
final class Issuance {
  private static final int HEXADECIMAL = 16;

  private final CallerIdentification callers;
  private final CertificateAuthority authority;
  private final CallerLimits limits;
  private final IssuingAudit audit;

  Issuance(
      CallerIdentification callers,
      CertificateAuthority authority,
      CallerLimits limits,
      IssuingAudit audit) {
    this.callers = callers;
    this.authority = authority;
    this.limits = limits;
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
      Caller caller = callers.identify(request.authorization(), request.certificate());
      SpiffeId identity =
          new SpiffeId(policy.trustDomain(), caller.namespace(), caller.serviceAccount());
      check(request, caller, identity, policy);
      IssuedCertificate issued =
          authority.issue(
              identity,
              caller.instance(),
              read(request.csr()),
              request.asked(),
              new Lifetimes(policy.leafLife()));
      audit.issued(issued.entry(), caller, request.peer());
      return issued;
    } catch (RefusedCallerException e) {
      audit.refused(e, request.peer());
      throw e;
    }
  }

  private void check(Request request, Caller caller, SpiffeId identity, IdentityPolicy policy) {
    if (policy.revoked().contains(identity.uri()) || hasRevokedCertificate(request)) {
      throw new RefusedCallerException(Reason.REVOKED, identity + " is revoked");
    }
    if (policy.instances().stream().noneMatch(instance -> is(instance, caller))) {
      throw new RefusedCallerException(
          Reason.UNKNOWN_WORKLOAD,
          "no pod or Workload %s/%s runs as the service account %s"
              .formatted(caller.namespace(), caller.instance(), caller.serviceAccount()));
    }
    if (!limits.admit(caller.namespace() + "/" + caller.instance())) {
      throw new RefusedCallerException(
          Reason.TOO_MANY_REQUESTS, identity + " asks too often; wait before the next request");
    }
  }

  private boolean hasRevokedCertificate(Request request) {
    return request
        .certificate()
        .map(certificate -> certificate.getSerialNumber().toString(HEXADECIMAL))
        .filter(authority::isRevoked)
        .isPresent();
  }

  private static boolean is(Instance instance, Caller caller) {
    return instance.key().namespace().equals(caller.namespace())
        && instance.key().name().equals(caller.instance())
        && instance.serviceAccount().equals(caller.serviceAccount());
  }

  private static SigningRequest read(String csr) {
    try {
      return SigningRequest.parse(csr);
    } catch (InvalidSigningRequestException e) {
      throw new RefusedCallerException(Reason.INVALID_REQUEST, e.getMessage());
    }
  }
}
