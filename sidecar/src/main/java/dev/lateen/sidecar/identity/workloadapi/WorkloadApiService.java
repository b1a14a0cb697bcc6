package dev.lateen.sidecar.identity.workloadapi;

import dev.lateen.citadel.workloadapi.JWTBundlesRequest;
import dev.lateen.citadel.workloadapi.JWTBundlesResponse;
import dev.lateen.citadel.workloadapi.JWTSVID;
import dev.lateen.citadel.workloadapi.JWTSVIDRequest;
import dev.lateen.citadel.workloadapi.JWTSVIDResponse;
import dev.lateen.citadel.workloadapi.SpiffeWorkloadAPIGrpc;
import dev.lateen.citadel.workloadapi.ValidateJWTSVIDRequest;
import dev.lateen.citadel.workloadapi.ValidateJWTSVIDResponse;
import dev.lateen.citadel.workloadapi.X509BundlesRequest;
import dev.lateen.citadel.workloadapi.X509BundlesResponse;
import dev.lateen.citadel.workloadapi.X509SVIDRequest;
import dev.lateen.citadel.workloadapi.X509SVIDResponse;
import dev.lateen.sidecar.identity.Svid;
import dev.lateen.sidecar.jwt.InvalidJwtException;
import dev.lateen.sidecar.jwt.Jwt;
import dev.lateen.sidecar.model.MeshTrust;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Answers applications. Safe for all threads; does not block. */
final class WorkloadApiService extends SpiffeWorkloadAPIGrpc.SpiffeWorkloadAPIImplBase {
  private final Watches<X509SVIDResponse> svids = new Watches<>();
  private final Watches<X509BundlesResponse> bundles = new Watches<>();
  private final Watches<JWTBundlesResponse> tokenKeys = new Watches<>();
  private final Tokens tokens;
  private final InstantSource clock;
  private Optional<Svid> svid = Optional.empty();
  private Optional<MeshTrust> trust = Optional.empty();

  WorkloadApiService(Tokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Goes on with another identity. */
  synchronized void use(Svid next) {
    svid = Optional.of(next);
    publish();
  }

  /** Goes on with other trust. */
  synchronized void use(MeshTrust next) {
    if (!trust.equals(Optional.of(next))) {
      trust = Optional.of(next);
      publish();
    }
  }

  private void publish() {
    material()
        .ifPresent(
            material -> {
              svids.publish(material.x509Svid());
              bundles.publish(material.x509Bundles());
              material.jwtBundles().ifPresent(tokenKeys::publish);
            });
  }

  private synchronized Optional<WorkloadMaterial> material() {
    return WorkloadMaterial.of(svid, trust);
  }

  @Override
  public void fetchX509SVID(X509SVIDRequest request, StreamObserver<X509SVIDResponse> answer) {
    svids.add((ServerCallStreamObserver<X509SVIDResponse>) answer);
  }

  @Override
  public void fetchX509Bundles(
      X509BundlesRequest request, StreamObserver<X509BundlesResponse> answer) {
    bundles.add((ServerCallStreamObserver<X509BundlesResponse>) answer);
  }

  @Override
  public void fetchJWTBundles(
      JWTBundlesRequest request, StreamObserver<JWTBundlesResponse> answer) {
    tokenKeys.add((ServerCallStreamObserver<JWTBundlesResponse>) answer);
  }

  @Override
  public void fetchJWTSVID(JWTSVIDRequest request, StreamObserver<JWTSVIDResponse> answer) {
    Optional<WorkloadMaterial> material = material();
    if (request.getAudienceCount() == 0) {
      refuse(answer, Status.INVALID_ARGUMENT, "audience: name who is to believe the token");
    } else if (material.isEmpty()) {
      answer.onError(NotReady.STATUS.asRuntimeException());
    } else if (!request.getSpiffeId().isEmpty()
        && !request.getSpiffeId().equals(material.get().spiffeId())) {
      refuse(answer, Status.PERMISSION_DENIED, "spiffe_id: this workload has another identity");
    } else {
      String id = material.get().spiffeId();
      tokens
          .get(material.get().svid(), request.getAudienceList())
          .whenComplete((token, failure) -> answer(answer, id, token, failure));
    }
  }

  private static void answer(
      StreamObserver<JWTSVIDResponse> answer, String id, String token, Throwable failure) {
    if (failure == null) {
      answer.onNext(
          JWTSVIDResponse.newBuilder()
              .addSvids(JWTSVID.newBuilder().setSpiffeId(id).setSvid(token))
              .build());
      answer.onCompleted();
    } else {
      answer.onError(failure instanceof CompletionException ? failure.getCause() : failure);
    }
  }

  @Override
  public void validateJWTSVID(
      ValidateJWTSVIDRequest request, StreamObserver<ValidateJWTSVIDResponse> answer) {
    Optional<WorkloadMaterial> material = material();
    if (request.getAudience().isEmpty()) {
      refuse(answer, Status.INVALID_ARGUMENT, "audience: name who validates the token");
    } else if (material.isEmpty()) {
      answer.onError(NotReady.STATUS.asRuntimeException());
    } else {
      validate(request, material.get(), answer);
    }
  }

  private void validate(
      ValidateJWTSVIDRequest request,
      WorkloadMaterial material,
      StreamObserver<ValidateJWTSVIDResponse> answer) {
    try {
      Jwt token = material.verified(request.getSvid(), request.getAudience(), clock.instant());
      answer.onNext(
          ValidateJWTSVIDResponse.newBuilder()
              .setSpiffeId(token.subject())
              .setClaims(Structs.of(token.claims()))
              .build());
      answer.onCompleted();
    } catch (InvalidJwtException e) {
      refuse(answer, Status.INVALID_ARGUMENT, "svid: " + e.getMessage());
    }
  }

  private static void refuse(StreamObserver<?> answer, Status status, String why) {
    answer.onError(status.withDescription(why).asRuntimeException());
  }
}
