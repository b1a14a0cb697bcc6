package dev.lateen.operator.discovery.compile;

import com.google.protobuf.UInt32Value;
import dev.lateen.crds.Durations;
import dev.lateen.crds.v1alpha1.DestinationPolicySpec;
import dev.lateen.crds.v1alpha1.HttpPool;
import dev.lateen.crds.v1alpha1.RetryBudget;
import dev.lateen.crds.v1alpha1.SimpleCircuitBreaker;
import dev.lateen.crds.v1alpha1.TcpKeepalive;
import dev.lateen.crds.v1alpha1.TcpPool;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers.Thresholds;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.type.v3.Percent;
import java.util.Optional;

/** Limits of a cluster's connections and requests (TM-086 to TM-089, TM-095, TM-096). */
final class ConnectionLimits {
  private final Optional<SimpleCircuitBreaker> breaker;
  private final Optional<TcpPool> tcp;
  private final Optional<HttpPool> http;

  private ConnectionLimits(DestinationPolicySpec policy) {
    breaker = DestinationPolicyCompiler.circuitBreaker(policy);
    tcp = DestinationPolicyCompiler.tcp(policy);
    http = DestinationPolicyCompiler.http(policy);
  }

  static void apply(Cluster.Builder cluster, DestinationPolicySpec policy) {
    var limits = new ConnectionLimits(policy);
    Thresholds thresholds = limits.thresholds();
    if (!thresholds.equals(Thresholds.getDefaultInstance())) {
      cluster.setCircuitBreakers(CircuitBreakers.newBuilder().addThresholds(thresholds));
    }
    limits
        .tcp
        .map(TcpPool::connectTimeout)
        .ifPresent(timeout -> cluster.setConnectTimeout(Protos.duration(timeout)));
    limits.tcp.map(TcpPool::keepalive).ifPresent(keepalive -> keepalive(cluster, keepalive));
  }

  /** How HTTP connections live; empty where the defaults do. */
  static Optional<HttpProtocolOptions> http(DestinationPolicySpec policy) {
    HttpProtocolOptions options = new ConnectionLimits(policy).options();
    return options.equals(HttpProtocolOptions.getDefaultInstance())
        ? Optional.empty()
        : Optional.of(options);
  }

  private Thresholds thresholds() {
    var thresholds = Thresholds.newBuilder();
    oldOrNew(breaker.map(SimpleCircuitBreaker::maxConnections), tcp.map(TcpPool::maxConnections))
        .ifPresent(thresholds::setMaxConnections);
    oldOrNew(
            breaker.map(SimpleCircuitBreaker::httpMaxPendingRequests),
            http.map(HttpPool::maxPendingRequests))
        .ifPresent(thresholds::setMaxPendingRequests);
    oldOrNew(breaker.map(SimpleCircuitBreaker::httpMaxRequests), http.map(HttpPool::maxRequests))
        .ifPresent(thresholds::setMaxRequests);
    http.map(HttpPool::maxRetries).map(Protos::uint32).ifPresent(thresholds::setMaxRetries);
    http.map(HttpPool::retryBudget)
        .ifPresent(budget -> thresholds.setRetryBudget(retryBudget(budget)));
    return thresholds.build();
  }

  private static Thresholds.RetryBudget retryBudget(RetryBudget budget) {
    return Thresholds.RetryBudget.newBuilder()
        .setBudgetPercent(Percent.newBuilder().setValue(budget.percent()))
        .setMinRetryConcurrency(Protos.uint32(budget.minRetries()))
        .build();
  }

  /** What the circuit breaker calls 0 is the default; elsewhere 0 is 0. */
  private static Optional<UInt32Value> oldOrNew(Optional<Integer> old, Optional<Integer> other) {
    return old.filter(limit -> limit > 0).or(() -> other).map(Protos::uint32);
  }

  private HttpProtocolOptions options() {
    var options = HttpProtocolOptions.newBuilder();
    breaker
        .map(SimpleCircuitBreaker::httpMaxRequestsPerConnection)
        .or(() -> http.map(HttpPool::maxRequestsPerConnection))
        .filter(limit -> limit > 0)
        .ifPresent(limit -> options.setMaxRequestsPerConnection(Protos.uint32(limit)));
    http.map(HttpPool::idleTimeout).map(Protos::duration).ifPresent(options::setIdleTimeout);
    tcp.map(TcpPool::maxConnectionDuration)
        .map(Protos::duration)
        .ifPresent(options::setMaxConnectionDuration);
    return options.build();
  }

  private static void keepalive(Cluster.Builder cluster, TcpKeepalive keepalive) {
    var options = cluster.getUpstreamConnectionOptionsBuilder().getTcpKeepaliveBuilder();
    Optional.ofNullable(keepalive.time())
        .map(ConnectionLimits::seconds)
        .ifPresent(options::setKeepaliveTime);
    Optional.ofNullable(keepalive.interval())
        .map(ConnectionLimits::seconds)
        .ifPresent(options::setKeepaliveInterval);
    Optional.ofNullable(keepalive.probes())
        .map(Protos::uint32)
        .ifPresent(options::setKeepaliveProbes);
  }

  private static UInt32Value seconds(String duration) {
    return Protos.uint32(Math.toIntExact(Durations.parse(duration).toSeconds()));
  }
}
