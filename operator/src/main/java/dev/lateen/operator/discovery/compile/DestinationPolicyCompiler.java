package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.CircuitBreaker;
import dev.lateen.crds.v1alpha1.ConnectionPool;
import dev.lateen.crds.v1alpha1.DestinationPolicySpec;
import dev.lateen.crds.v1alpha1.HttpPool;
import dev.lateen.crds.v1alpha1.OutlierDetection;
import dev.lateen.crds.v1alpha1.SimpleCircuitBreaker;
import dev.lateen.crds.v1alpha1.TcpPool;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.type.v3.Percent;
import java.util.Optional;

/** What a destination policy changes in a cluster (TM-083 to TM-095, TS-02). */
final class DestinationPolicyCompiler {
  private DestinationPolicyCompiler() {}

  /** Changes a cluster of the destination. */
  static void apply(
      Cluster.Builder cluster, Destination destination, DestinationPolicySpec policy) {
    if (cluster.getLbPolicy() != Cluster.LbPolicy.CLUSTER_PROVIDED) {
      LoadBalancingCompiler.apply(cluster, policy);
    }
    ConnectionLimits.apply(cluster, policy);
    OutlierCompiler.detection(policy).ifPresent(cluster::setOutlierDetection);
    Optional.ofNullable(policy.healthCheck())
        .ifPresent(check -> HealthCheckCompiler.apply(cluster, destination, check));
    if (cluster.hasOutlierDetection() || cluster.getHealthChecksCount() > 0) {
      cluster.getCommonLbConfigBuilder().setHealthyPanicThreshold(leastHealthy(policy));
    }
  }

  /** With none that is well, requests are answered 503 unless the policy wants otherwise. */
  private static Percent leastHealthy(DestinationPolicySpec policy) {
    int percent =
        Optional.ofNullable(policy.outlierDetection())
            .map(OutlierDetection::minHealthPercent)
            .orElse(0);
    return Percent.newBuilder().setValue(percent).build();
  }

  static Optional<SimpleCircuitBreaker> circuitBreaker(DestinationPolicySpec policy) {
    return Optional.ofNullable(policy.circuitBreaker()).map(CircuitBreaker::simpleCb);
  }

  static Optional<TcpPool> tcp(DestinationPolicySpec policy) {
    return Optional.ofNullable(policy.connectionPool()).map(ConnectionPool::tcp);
  }

  static Optional<HttpPool> http(DestinationPolicySpec policy) {
    return Optional.ofNullable(policy.connectionPool()).map(ConnectionPool::http);
  }

  /** Rules written for Istio mean "the default" by 0. */
  static Optional<Integer> positive(Integer value) {
    return Optional.ofNullable(value).filter(number -> number > 0);
  }
}
