package dev.lateen.operator.authority;

import dev.lateen.citadel.api.IstioCertificateRequest;
import dev.lateen.citadel.api.IstioCertificateResponse;
import dev.lateen.citadel.api.IstioCertificateServiceGrpc;
import dev.lateen.citadel.authority.AuthorityStoreException;
import dev.lateen.citadel.issuing.IssuedCertificate;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The call by which workloads get their certificates (AU-029), on the threads of its server. */
final class CertificateService extends IstioCertificateServiceGrpc.IstioCertificateServiceImplBase {
  private final Issuance issuance;
  private final Supplier<Optional<IdentityPolicy>> policy;

  CertificateService(Issuance issuance, Supplier<Optional<IdentityPolicy>> policy) {
    this.issuance = issuance;
    this.policy = policy;
  }

  @Override
  public void createCertificate(
      IstioCertificateRequest request, StreamObserver<IstioCertificateResponse> answer) {
    try {
      IssuedCertificate issued = issuance.issue(read(request), inForce());
      answer.onNext(IstioCertificateResponse.newBuilder().addAllCertChain(issued.chain()).build());
      answer.onCompleted();
    } catch (RefusedCallerException e) {
      answer.onError(Refusals.status(e));
    } catch (AuthorityStoreException e) {
      answer.onError(
          Status.UNAVAILABLE.withDescription(e.getMessage()).withCause(e).asRuntimeException());
    }
  }

  private IdentityPolicy inForce() {
    return policy
        .get()
        .orElseThrow(
            () ->
                new RefusedCallerException(
                    RefusedCallerException.Reason.NOT_READY,
                    "the control plane does not know yet what exists; ask again"));
  }

  private static Issuance.Request read(IstioCertificateRequest request) {
    return new Issuance.Request(
        request.getCsr(),
        Duration.ofSeconds(request.getValidityDuration()),
        CallContext.authorization(),
        CallContext.certificate(),
        CallContext.peer());
  }
}
