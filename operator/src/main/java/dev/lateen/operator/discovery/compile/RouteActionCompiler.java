package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.HttpRedirect;
import dev.lateen.crds.v1alpha1.HttpRetry;
import dev.lateen.crds.v1alpha1.HttpTimeout;
import dev.lateen.crds.v1alpha1.RouteRuleSpec;
import dev.lateen.crds.v1alpha1.SimpleRetry;
import dev.lateen.crds.v1alpha1.SimpleTimeout;
import dev.lateen.operator.rules.AcceptedRule;
import io.envoyproxy.envoy.config.route.v3.RedirectAction;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import java.time.Duration;
import java.util.Optional;

/** What a route does with a request: forward it, or answer with a redirect. */
final class RouteActionCompiler {
  /** Fixed conditions (TM-064). */
  private static final String RETRY_ON = "5xx,connect-failure,refused-stream";

  private final ForwardCompiler forward;
  private final Duration defaultTimeout;

  RouteActionCompiler(ForwardCompiler forward, Duration defaultTimeout) {
    this.forward = forward;
    this.defaultTimeout = defaultTimeout;
  }

  /** What happens to a request no rule governs (TM-053). */
  RouteAction byDefault(Destination destination) {
    var action = RouteAction.newBuilder().setTimeout(Protos.duration(defaultTimeout));
    forward.toAll(action, destination);
    return action.build();
  }

  /** What a rule without redirect does. */
  RouteAction byRule(
      Destination destination, AcceptedRule<RouteRuleSpec> rule, PathCondition path) {
    RouteRuleSpec spec = rule.spec();
    var action = RouteAction.newBuilder().setTimeout(timeout(spec));
    forward.byRule(action, destination, rule);
    retries(spec).ifPresent(action::setRetryPolicy);
    Optional.ofNullable(spec.rewrite())
        .ifPresent(rewrite -> RewriteCompiler.apply(action, spec, path));
    Optional.ofNullable(spec.mirror())
        .ifPresent(
            mirror -> action.addRequestMirrorPolicies(forward.mirror(rule, destination, mirror)));
    if (spec.websocketUpgrade()) {
      action.addUpgradeConfigs(websocket());
    }
    return action.build();
  }

  /** An answer with status 302 (TM-005, TM-040). */
  static RedirectAction redirect(HttpRedirect redirect) {
    var action =
        RedirectAction.newBuilder().setResponseCode(RedirectAction.RedirectResponseCode.FOUND);
    Optional.ofNullable(redirect.uri()).ifPresent(action::setPathRedirect);
    Optional.ofNullable(redirect.authority()).ifPresent(action::setHostRedirect);
    return action.build();
  }

  static RouteAction.UpgradeConfig websocket() {
    return RouteAction.UpgradeConfig.newBuilder().setUpgradeType("websocket").build();
  }

  private com.google.protobuf.Duration timeout(RouteRuleSpec spec) {
    return Optional.ofNullable(spec.httpReqTimeout())
        .map(HttpTimeout::simpleTimeout)
        .map(SimpleTimeout::timeout)
        .map(Protos::duration)
        .orElseGet(() -> Protos.duration(defaultTimeout));
  }

  private static Optional<RetryPolicy> retries(RouteRuleSpec spec) {
    return Optional.ofNullable(spec.httpReqRetries())
        .map(HttpRetry::simpleRetry)
        .filter(retry -> retry.attempts() > 0)
        .map(RouteActionCompiler::retries);
  }

  private static RetryPolicy retries(SimpleRetry retry) {
    var policy =
        RetryPolicy.newBuilder()
            .setRetryOn(RETRY_ON)
            .setNumRetries(Protos.uint32(retry.attempts()));
    Optional.ofNullable(retry.perTryTimeout())
        .ifPresent(timeout -> policy.setPerTryTimeout(Protos.duration(timeout)));
    return policy.build();
  }
}
