package dev.lateen.operator.authority;

import dev.lateen.citadel.api.CreateJwtSvidRequest;
import dev.lateen.citadel.api.CreateJwtSvidResponse;
import dev.lateen.citadel.api.JwtSvidServiceGrpc;
import dev.lateen.citadel.jwt.Audience;
import dev.lateen.citadel.jwt.InvalidAudienceException;
import dev.lateen.citadel.jwt.JwtAuthority;
import dev.lateen.citadel.jwt.JwtSvid;
import dev.lateen.operator.authority.RefusedCallerException.Reason;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The call by which sidecars get tokens for their workload, on the threads of its server. Only a
 * certificate of the mesh is a proof here: a token in exchange for another would let one that
 * leaked live on.
 */
final class JwtService extends JwtSvidServiceGrpc.JwtSvidServiceImplBase {
  private final Entitlement entitlement;
  private final JwtAuthority authority;
  private final IssuingAudit audit;
  private final Supplier<Optional<IdentityPolicy>> policy;

  JwtService(
      Entitlement entitlement,
      JwtAuthority authority,
      IssuingAudit audit,
      Supplier<Optional<IdentityPolicy>> policy) {
    this.entitlement = entitlement;
    this.authority = authority;
    this.audit = audit;
    this.policy = policy;
  }

  @Override
  public void createJwtSvid(
      CreateJwtSvidRequest request, StreamObserver<CreateJwtSvidResponse> answer) {
    try {
      answer.onNext(
          CreateJwtSvidResponse.newBuilder()
              .setToken(sign(request.getAudienceList()).token())
              .build());
      answer.onCompleted();
    } catch (RefusedCallerException e) {
      audit.refused(e, CallContext.peer());
      answer.onError(Refusals.status(e));
    }
  }

  private JwtSvid sign(List<String> names) {
    Entitlement.Entitled entitled =
        entitlement.of(
            Optional.empty(),
            CallContext.certificate(),
            Optional.empty(),
            policy.get().orElseThrow(() -> notReady("does not know yet what exists")));
    Audience audience = audience(names);
    JwtSvid token =
        authority
            .sign(entitled.identity(), audience)
            .orElseThrow(() -> notReady("has no key for tokens yet"));
    audit.signed(token, entitled, audience, CallContext.peer());
    return token;
  }

  private static Audience audience(List<String> names) {
    try {
      return new Audience(names);
    } catch (InvalidAudienceException e) {
      throw new RefusedCallerException(Reason.INVALID_REQUEST, e.getMessage());
    }
  }

  private static RefusedCallerException notReady(String why) {
    return new RefusedCallerException(Reason.NOT_READY, "the control plane " + why + "; ask again");
  }
}
