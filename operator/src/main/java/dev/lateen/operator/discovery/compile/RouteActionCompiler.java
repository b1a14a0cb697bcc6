package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.HttpTimeout;
import dev.lateen.crds.v1alpha1.RouteRuleSpec;
import dev.lateen.crds.v1alpha1.SimpleTimeout;
import dev.lateen.operator.rules.AcceptedRule;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import java.time.Duration;
import java.util.Optional;

/** How a route forwards a request. */
final class RouteActionCompiler {
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
    RetryCompiler.apply(action, spec);
    Optional.ofNullable(spec.rewrite())
        .ifPresent(rewrite -> RewriteCompiler.apply(action, spec, path));
    ForwardCompiler.mirrors(spec)
        .forEach(
            mirror -> action.addRequestMirrorPolicies(forward.mirror(rule, destination, mirror)));
    if (spec.websocketUpgrade()) {
      action.addUpgradeConfigs(websocket());
    }
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
}
