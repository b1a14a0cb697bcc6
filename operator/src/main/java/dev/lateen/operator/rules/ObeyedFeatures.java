package dev.lateen.operator.rules;

import dev.lateen.crds.v1alpha1.ConnectionPool;
import dev.lateen.crds.v1alpha1.DestinationPolicySpec;
import dev.lateen.crds.v1alpha1.HealthCheck;
import dev.lateen.crds.v1alpha1.HttpRetry;
import dev.lateen.crds.v1alpha1.RouteRuleSpec;
import dev.lateen.crds.v1alpha1.SimpleRetry;
import dev.lateen.crds.v1alpha1.TcpPool;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.operator.platform.model.Service;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What rules may say but proxies do not do, or only some proxies do. It shrinks as the sidecar
 * learns. Pure.
 */
final class ObeyedFeatures {
  private ObeyedFeatures() {}

  /** What a rule says in vain to a sidecar of ours. */
  static List<FieldError> missing(RouteRuleSpec spec) {
    return Optional.ofNullable(spec.httpReqRetries()).map(HttpRetry::simpleRetry).stream()
        .flatMap(ObeyedFeatures::missing)
        .toList();
  }

  private static Stream<FieldError> missing(SimpleRetry retry) {
    var hedging =
        retry.hedgeOnPerTryTimeout()
            ? Stream.of(envoyOnly("hedgeOnPerTryTimeout", "true"))
            : Stream.<FieldError>empty();
    var idle =
        Optional.ofNullable(retry.perTryIdleTimeout())
            .map(timeout -> envoyOnly("perTryIdleTimeout", '"' + timeout + '"'));
    return Stream.concat(hedging, idle.stream());
  }

  private static FieldError envoyOnly(String field, String value) {
    return new FieldError(
        "spec.httpReqRetries.simpleRetry." + field,
        value,
        "is obeyed by Envoy, not yet by the sidecar of Lateen");
  }

  /** What a policy says in vain. */
  static List<FieldError> missing(DestinationPolicySpec spec) {
    return Optional.ofNullable(spec.connectionPool())
        .map(ConnectionPool::tcp)
        .map(TcpPool::idleTimeout)
        .map(
            timeout ->
                new FieldError(
                    "spec.connectionPool.tcp.idleTimeout",
                    '"' + timeout + '"',
                    "is not obeyed: TCP connections may carry nothing for 1h"))
        .stream()
        .toList();
  }

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
