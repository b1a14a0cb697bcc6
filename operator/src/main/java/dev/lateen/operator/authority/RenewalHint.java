package dev.lateen.operator.authority;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says with each answer, in its metadata {@code lateen-renew-percent}, after which part of its life
 * a certificate is to be renewed. Agents that do not know it go by themselves.
 */
final class RenewalHint implements ServerInterceptor {
  private static final Metadata.Key<String> RENEW_PERCENT =
      Metadata.Key.of("lateen-renew-percent", Metadata.ASCII_STRING_MARSHALLER);

  private final Supplier<Optional<IdentityPolicy>> policy;

  RenewalHint(Supplier<Optional<IdentityPolicy>> policy) {
    this.policy = policy;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return next.startCall(
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void sendHeaders(Metadata answer) {
            policy
                .get()
                .ifPresent(
                    inForce -> answer.put(RENEW_PERCENT, String.valueOf(inForce.renewPercent())));
            super.sendHeaders(answer);
          }
        },
        headers);
  }
}
