package dev.lateen.sidecar.identity.workloadapi;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/**
 * Refuses calls without the header that no browser and no forged request sends (SPIFFE Workload
 * Endpoint, "Connection Handling").
 */
final class SecurityHeader implements ServerInterceptor {
  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of("workload.spiffe.io", Metadata.ASCII_STRING_MARSHALLER);

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if ("true".equals(headers.get(HEADER))) {
      return next.startCall(call, headers);
    }
    call.close(
        Status.INVALID_ARGUMENT.withDescription(
            "security header missing from request: send the metadata \"workload.spiffe.io: true\""),
        new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
