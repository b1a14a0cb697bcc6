package dev.lateen.operator.authority.kubernetes;

import dev.lateen.injection.MeshMember;
import dev.lateen.operator.authority.Caller;
import dev.lateen.operator.authority.RefusedCallerException;
import dev.lateen.operator.authority.RefusedCallerException.Reason;
import dev.lateen.operator.authority.TokenVerifier;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;

/**
 * Projected service account tokens with the audience {@code lateen-ca}, bound to a pod, verified by
 * the API server.
 */
final class TokenReviews implements TokenVerifier {
  private static final String PREFIX = "system:serviceaccount:";
  private static final String POD = "authentication.kubernetes.io/pod-name";

  private final KubernetesClient client;

  TokenReviews(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Caller verify(String token, Optional<String> request) {
    TokenReviewStatus status = review(token);
    if (!Boolean.TRUE.equals(status.getAuthenticated())) {
      throw refused("the API server does not know the token: " + status.getError());
    }
    if (status.getAudiences() == null || !status.getAudiences().contains(MeshMember.AUDIENCE)) {
      throw refused("the token is not for the audience " + MeshMember.AUDIENCE);
    }
    return caller(status.getUser());
  }

  private TokenReviewStatus review(String token) {
    TokenReview review =
        new TokenReviewBuilder()
            .withNewSpec()
            .withToken(token)
            .withAudiences(MeshMember.AUDIENCE)
            .endSpec()
            .build();
    try {
      return client.resource(review).create().getStatus();
    } catch (KubernetesClientException e) {
      throw new RefusedCallerException(
          Reason.NOT_READY, "the API server cannot be asked about the token: " + e.getMessage());
    }
  }

  private static Caller caller(UserInfo user) {
    String[] account =
        user.getUsername().startsWith(PREFIX)
            ? user.getUsername().substring(PREFIX.length()).split(":")
            : new String[0];
    if (account.length != 2) {
      throw refused("the token is none of a service account");
    }
    String pod =
        Optional.ofNullable(user.getExtra())
            .map(extra -> extra.getOrDefault(POD, List.of()))
            .filter(names -> names.size() == 1)
            .map(List::getFirst)
            .orElseThrow(() -> refused("the token is not bound to a pod; use a projected volume"));
    return new Caller(account[0], account[1], pod, Caller.Proof.SERVICE_ACCOUNT_TOKEN);
  }

  private static RefusedCallerException refused(String why) {
    return new RefusedCallerException(Reason.UNAUTHENTICATED, why);
  }
}
