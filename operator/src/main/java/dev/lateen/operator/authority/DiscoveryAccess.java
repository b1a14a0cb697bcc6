package dev.lateen.operator.authority;

import dev.lateen.citadel.issuing.CertificateAuthority;
import dev.lateen.operator.discovery.push.StreamAccess;
import dev.lateen.operator.platform.model.InstanceKey;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets proxies ask discovery who proved who they are, by a certificate of the mesh or a service
 * account token (AU-018), each for its own instance, and for as long as it is not revoked.
 */
final class DiscoveryAccess implements ServerInterceptor {
  private final CallerIdentification callers;
  private final RevocationCheck revocations;
  private final IssuingAudit audit;
  private final Supplier<Optional<IdentityPolicy>> policy;

  DiscoveryAccess(
      CallerIdentification callers,
      CertificateAuthority authority,
      IssuingAudit audit,
      Supplier<Optional<IdentityPolicy>> policy) {
    this.callers = callers;
    this.revocations = new RevocationCheck(authority);
    this.audit = audit;
    this.policy = policy;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    try {
      Optional<X509Certificate> certificate = CallContext.certificate();
      Caller caller = callers.identify(CallContext.authorization(), certificate, Optional.empty());
      StreamAccess access = instance -> refusal(caller, certificate, instance);
      return Contexts.interceptCall(
          Context.current().withValue(StreamAccess.KEY, access), call, headers, next);
    } catch (RefusedCallerException e) {
      audit.streamRefused(e, CallContext.peer());
      call.close(Refusals.status(e).getStatus(), new Metadata());
      return new ServerCall.Listener<>() {};
    }
  }

  private Optional<String> refusal(
      Caller caller, Optional<X509Certificate> certificate, InstanceKey instance) {
    if (!caller.namespace().equals(instance.namespace())
        || !caller.instance().equals(instance.name())) {
      return Optional.of(
          "%s/%s may not ask as %s/%s"
              .formatted(
                  caller.namespace(), caller.instance(), instance.namespace(), instance.name()));
    }
    return policy
        .get()
        .filter(inForce -> revocations.isRevoked(inForce.identity(caller), certificate, inForce))
        .map(_ -> caller.namespace() + "/" + caller.instance() + " is revoked");
  }
}
