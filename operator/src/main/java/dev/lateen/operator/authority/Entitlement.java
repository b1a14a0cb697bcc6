package dev.lateen.operator.authority;

import dev.lateen.citadel.issuing.CallerLimits;
import dev.lateen.citadel.issuing.CertificateAuthority;
import dev.lateen.citadel.spiffe.SpiffeId;
import dev.lateen.operator.authority.RefusedCallerException.Reason;
import dev.lateen.operator.platform.model.Instance;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Decides who a caller is and may be called: its identity must exist and not be revoked, and it
 * must not ask too often. Safe for use by many threads.
 */
final class Entitlement {
  private final CallerIdentification callers;
  private final RevocationCheck revocations;
  private final CallerLimits limits;

  Entitlement(CallerIdentification callers, CertificateAuthority authority, CallerLimits limits) {
    this.callers = callers;
    this.revocations = new RevocationCheck(authority);
    this.limits = limits;
  }

  /** A caller that gets what it asks for, and what it is called. */
  record Entitled(Caller caller, SpiffeId identity) {}

  /**
   * Who it is.
   *
   * @param authorization the metadata of that name
   * @param certificate what the connection was opened with
   * @param request the certificate that is asked for, if one is
   * @throws RefusedCallerException when it gets nothing
   */
  Entitled of(
      Optional<String> authorization,
      Optional<X509Certificate> certificate,
      Optional<String> request,
      IdentityPolicy policy) {
    Caller caller = callers.identify(authorization, certificate, request);
    SpiffeId identity = policy.identity(caller);
    if (revocations.isRevoked(identity, certificate, policy)) {
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
    return new Entitled(caller, identity);
  }

  private static boolean is(Instance instance, Caller caller) {
    return instance.key().namespace().equals(caller.namespace())
        && instance.key().name().equals(caller.instance())
        && instance.serviceAccount().equals(caller.serviceAccount());
  }
}
