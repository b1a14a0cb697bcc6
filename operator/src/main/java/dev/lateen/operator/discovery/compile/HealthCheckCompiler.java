package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.GrpcHealthCheck;
import dev.lateen.crds.v1alpha1.HttpHealthCheck;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.HealthCheck;
import io.envoyproxy.envoy.type.v3.Int64Range;
import java.util.Optional;

/** What every proxy asks every instance (TM-148, GP-01). */
final class HealthCheckCompiler {
  private static final int FIRST_STATUS = 100;
  private static final int OUT_AT_ONCE = 503;
  private static final int PAST_STATUSES = 600;

  private HealthCheckCompiler() {}

  /**
   * An instance that leaves is gone at once, also where its checks still pass. A question by gRPC
   * is asked where instances speak HTTP/2; others would not understand it.
   */
  static void apply(
      Cluster.Builder cluster, Destination destination, dev.lateen.crds.v1alpha1.HealthCheck rule) {
    if (rule.grpc() == null || destination.protocol().isHttp2()) {
      cluster
          .setIgnoreHealthOnHostRemoval(true)
          .addHealthChecks(check(destination.hostname(), rule));
    }
  }

  private static HealthCheck check(String hostname, dev.lateen.crds.v1alpha1.HealthCheck rule) {
    var interval = Protos.duration(rule.interval());
    var check =
        HealthCheck.newBuilder()
            .setInterval(interval)
            .setNoTrafficInterval(interval)
            .setTimeout(Protos.duration(rule.timeout()))
            .setHealthyThreshold(Protos.uint32(rule.healthyThreshold()))
            .setUnhealthyThreshold(Protos.uint32(rule.unhealthyThreshold()));
    Optional.ofNullable(rule.http())
        .ifPresent(http -> check.setHttpHealthCheck(http(hostname, http)));
    Optional.ofNullable(rule.grpc())
        .ifPresent(grpc -> check.setGrpcHealthCheck(grpc(hostname, grpc)));
    Optional.ofNullable(rule.tcp())
        .ifPresent(_ -> check.setTcpHealthCheck(HealthCheck.TcpHealthCheck.getDefaultInstance()));
    return check.build();
  }

  /** Every status counts towards the threshold but 503, which takes the instance out at once. */
  private static HealthCheck.HttpHealthCheck http(String hostname, HttpHealthCheck rule) {
    var http =
        HealthCheck.HttpHealthCheck.newBuilder()
            .setPath(rule.path())
            .setHost(Optional.ofNullable(rule.host()).orElse(hostname));
    rule.expectedStatuses().forEach(status -> http.addExpectedStatuses(range(status, status + 1)));
    return http.addRetriableStatuses(range(FIRST_STATUS, OUT_AT_ONCE))
        .addRetriableStatuses(range(OUT_AT_ONCE + 1, PAST_STATUSES))
        .build();
  }

  private static Int64Range range(int first, int end) {
    return Int64Range.newBuilder().setStart(first).setEnd(end).build();
  }

  private static HealthCheck.GrpcHealthCheck grpc(String hostname, GrpcHealthCheck rule) {
    var grpc = HealthCheck.GrpcHealthCheck.newBuilder().setAuthority(hostname);
    Optional.ofNullable(rule.service()).ifPresent(grpc::setServiceName);
    return grpc.build();
  }
}
