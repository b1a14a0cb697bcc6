package dev.lateen.operator.rules;

import dev.lateen.crds.v1alpha1.DestinationPolicySpec;
import dev.lateen.crds.v1alpha1.HealthCheck;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.operator.platform.model.Service;
import java.util.Optional;

/** What a policy says in vain, as the service it is for cannot do it. Pure. */
final class ObeyedFeatures {
  private ObeyedFeatures() {}

  /** A question by gRPC to a service that does not speak HTTP/2. */
  static Optional<FieldError> grpcWithoutHttp2(DestinationPolicySpec spec, Service service) {
    return Optional.ofNullable(spec.healthCheck())
        .map(HealthCheck::grpc)
        .filter(_ -> service.ports().stream().noneMatch(port -> port.protocol().isHttp2()))
        .map(
            _ ->
                new FieldError(
                    "spec.healthCheck.grpc",
                    "{}",
                    "is not obeyed: no port of the service speaks HTTP/2; name one grpc or http2"));
  }
}
