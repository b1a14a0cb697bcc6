package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.CircuitBreaker;
import dev.lateen.crds.v1alpha1.DestinationPolicySpec;
import dev.lateen.crds.v1alpha1.LoadBalancing;
import dev.lateen.crds.v1alpha1.SimpleCircuitBreaker;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.OutlierDetection;
import io.envoyproxy.envoy.type.v3.Percent;
import java.util.Optional;
import java.util.stream.Stream;

/** What a destination policy changes in a cluster (TM-083 to TM-095). */
final class DestinationPolicyCompiler {
  private DestinationPolicyCompiler() {}

  static void apply(Cluster.Builder cluster, Optional<DestinationPolicySpec> policy) {
    if (cluster.getLbPolicy() != Cluster.LbPolicy.CLUSTER_PROVIDED) {
      policy
          .map(DestinationPolicySpec::loadBalancing)
          .ifPresent(balancing -> cluster.setLbPolicy(algorithm(balancing)));
    }
    circuitBreaker(policy)
        .ifPresent(
            breaker -> {
              limits(breaker).ifPresent(cluster::setCircuitBreakers);
              if (ejects(breaker)) {
                cluster.setOutlierDetection(outliers(breaker));
                cluster
                    .getCommonLbConfigBuilder()
                    .setHealthyPanicThreshold(Percent.getDefaultInstance());
              }
            });
  }

  static Optional<SimpleCircuitBreaker> circuitBreaker(Optional<DestinationPolicySpec> policy) {
    return policy.map(DestinationPolicySpec::circuitBreaker).map(CircuitBreaker::simpleCb);
  }

  private static Cluster.LbPolicy algorithm(LoadBalancing balancing) {
    return switch (balancing.name()) {
      case ROUND_ROBIN -> Cluster.LbPolicy.ROUND_ROBIN;
      case LEAST_CONN -> Cluster.LbPolicy.LEAST_REQUEST;
      case RANDOM -> Cluster.LbPolicy.RANDOM;
    };
  }

  private static Optional<CircuitBreakers> limits(SimpleCircuitBreaker breaker) {
    var thresholds = CircuitBreakers.Thresholds.newBuilder();
    positive(breaker.maxConnections())
        .ifPresent(limit -> thresholds.setMaxConnections(Protos.uint32(limit)));
    positive(breaker.httpMaxPendingRequests())
        .ifPresent(limit -> thresholds.setMaxPendingRequests(Protos.uint32(limit)));
    positive(breaker.httpMaxRequests())
        .ifPresent(limit -> thresholds.setMaxRequests(Protos.uint32(limit)));
    var limits = thresholds.build();
    return limits.equals(CircuitBreakers.Thresholds.getDefaultInstance())
        ? Optional.empty()
        : Optional.of(CircuitBreakers.newBuilder().addThresholds(limits).build());
  }

  private static boolean ejects(SimpleCircuitBreaker breaker) {
    return Stream.of(
            positive(breaker.httpConsecutiveErrors()),
            Optional.ofNullable(breaker.httpDetectionInterval()),
            Optional.ofNullable(breaker.sleepWindow()),
            positive(breaker.httpMaxEjectionPercent()))
        .anyMatch(Optional::isPresent);
  }

  /** Rules written for Istio mean "the default" by 0. */
  private static Optional<Integer> positive(Integer value) {
    return Optional.ofNullable(value).filter(number -> number > 0);
  }

  /** Ejects for the reasons the policy names and no other: no ejection by success rate. */
  private static OutlierDetection outliers(SimpleCircuitBreaker breaker) {
    var detection = OutlierDetection.newBuilder().setEnforcingSuccessRate(Protos.uint32(0));
    positive(breaker.httpConsecutiveErrors())
        .ifPresent(errors -> detection.setConsecutive5Xx(Protos.uint32(errors)));
    Optional.ofNullable(breaker.httpDetectionInterval())
        .ifPresent(interval -> detection.setInterval(Protos.duration(interval)));
    Optional.ofNullable(breaker.sleepWindow())
        .ifPresent(window -> detection.setBaseEjectionTime(Protos.duration(window)));
    positive(breaker.httpMaxEjectionPercent())
        .ifPresent(percent -> detection.setMaxEjectionPercent(Protos.uint32(percent)));
    return detection.build();
  }
}
