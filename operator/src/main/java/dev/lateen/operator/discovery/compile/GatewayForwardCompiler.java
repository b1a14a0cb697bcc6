package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.gateway.model.HeaderChanges;
import dev.lateen.operator.gateway.model.RequestMatch.Path;
import dev.lateen.operator.gateway.model.RuleAction.Backend;
import dev.lateen.operator.gateway.model.RuleAction.Forward;
import dev.lateen.operator.gateway.model.RuleAction.Mirror;
import dev.lateen.operator.gateway.model.RuleAction.Retry;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.ClusterNotFoundResponseCode;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import java.time.Duration;
import java.util.Optional;

/** Where rules of the Gateway API send requests. */
final class GatewayForwardCompiler {
  private final GatewayBackends backends;
  private final Duration defaultTimeout;

  GatewayForwardCompiler(GatewayBackends backends, Duration defaultTimeout) {
    this.backends = backends;
    this.defaultTimeout = defaultTimeout;
  }

  /** Whether any of the requests can be sent on. */
  boolean isPossible(Forward forward) {
    return forward.backends().stream().anyMatch(backend -> backend.service().isPresent());
  }

  RouteAction compile(Forward forward, Path matched) {
    var action = RouteAction.newBuilder();
    if (forward.backends().size() == 1 && changesNothing(forward.backends().getFirst())) {
      action.setCluster(clusterOrMissing(forward.backends().getFirst()));
    } else {
      var split = WeightedCluster.newBuilder();
      forward.backends().forEach(backend -> share(split, backend));
      action.setWeightedClusters(split);
    }
    if (!forward.backends().stream().allMatch(backend -> cluster(backend).isPresent())) {
      action.setClusterNotFoundResponseCode(ClusterNotFoundResponseCode.INTERNAL_SERVER_ERROR);
    }
    forward.host().ifPresent(action::setHostRewriteLiteral);
    forward
        .path()
        .ifPresent(change -> action.setRegexRewrite(GatewayPaths.compile(change, matched)));
    forward.mirrors().forEach(mirror -> mirror(action, mirror));
    times(action, forward);
    return action.addUpgradeConfigs(RouteActionCompiler.websocket()).build();
  }

  private static boolean changesNothing(Backend backend) {
    return backend.request().equals(HeaderChanges.NONE)
        && backend.response().equals(HeaderChanges.NONE);
  }

  private void share(WeightedCluster.Builder split, Backend backend) {
    var share =
        split
            .addClustersBuilder()
            .setName(clusterOrMissing(backend))
            .setWeight(Protos.uint32(backend.weight()));
    GatewayHeaders.apply(backend.request(), backend.response(), share);
  }

  /** Shares of references that lead nowhere are answered 500. */
  private String clusterOrMissing(Backend backend) {
    return cluster(backend).orElse(SharedClusters.MISSING);
  }

  private Optional<String> cluster(Backend backend) {
    return backend.service().flatMap(backends::cluster);
  }

  private void mirror(RouteAction.Builder action, Mirror mirror) {
    backends
        .cluster(mirror.service())
        .ifPresent(
            cluster ->
                action.addRequestMirrorPolicies(
                    RouteAction.RequestMirrorPolicy.newBuilder()
                        .setCluster(cluster)
                        .setRuntimeFraction(Fractions.ofRuntime(mirror.percent()))));
  }

  /** Without repeats the time of one try is that of the request. */
  private void times(RouteAction.Builder action, Forward forward) {
    Optional<Duration> each = forward.timeouts().backendRequest();
    Duration whole =
        forward
            .timeouts()
            .request()
            .or(() -> forward.retry().isEmpty() ? each : Optional.empty())
            .orElse(defaultTimeout);
    forward.retry().ifPresent(retry -> action.setRetryPolicy(policy(retry, each)));
    action.setTimeout(
        Protos.duration(
            forward.retry().isEmpty()
                ? each.filter(time -> shorter(time, whole)).orElse(whole)
                : whole));
  }

  private static boolean shorter(Duration time, Duration than) {
    return !time.isZero() && (than.isZero() || time.compareTo(than) < 0);
  }

  private static RetryPolicy policy(Retry retry, Optional<Duration> each) {
    var policy =
        RetryPolicy.newBuilder()
            .setRetryOn("connect-failure,refused-stream,reset,retriable-status-codes")
            .addAllRetriableStatusCodes(retry.statuses())
            .setNumRetries(Protos.uint32(retry.attempts()));
    each.filter(time -> !time.isZero())
        .ifPresent(time -> policy.setPerTryTimeout(Protos.duration(time)));
    retry
        .backoff()
        .ifPresent(
            base ->
                policy.setRetryBackOff(
                    RetryPolicy.RetryBackOff.newBuilder().setBaseInterval(Protos.duration(base))));
    return policy.build();
  }
}
