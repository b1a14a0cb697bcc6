package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.ConsistentHash;
import dev.lateen.crds.v1alpha1.DestinationPolicySpec;
import dev.lateen.crds.v1alpha1.HashCookie;
import dev.lateen.crds.v1alpha1.LoadBalancing;
import dev.lateen.operator.rules.AcceptedRule;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.HashPolicy;
import java.util.List;
import java.util.Optional;

/** What requests to clusters that hash are hashed by (TS-02). The first that has a value counts. */
final class HashPolicyCompiler {
  private final PolicyResolver policies;

  HashPolicyCompiler(PolicyResolver policies) {
    this.policies = policies;
  }

  void apply(RouteAction.Builder action, List<Subset> subsets) {
    subsets.stream()
        .flatMap(subset -> policies.resolve(subset).stream())
        .map(AcceptedRule::spec)
        .flatMap(spec -> hash(spec).stream())
        .map(HashPolicyCompiler::policy)
        .distinct()
        .forEach(action::addHashPolicy);
  }

  static Optional<ConsistentHash> hash(DestinationPolicySpec spec) {
    return Optional.ofNullable(spec.loadBalancing()).map(LoadBalancing::consistentHash);
  }

  private static HashPolicy policy(ConsistentHash hash) {
    var policy = HashPolicy.newBuilder().setTerminal(true);
    if (hash.httpHeaderName() != null) {
      policy.getHeaderBuilder().setHeaderName(hash.httpHeaderName());
    } else if (hash.httpCookie() != null) {
      policy.setCookie(cookie(hash.httpCookie()));
    } else if (hash.httpQueryParameterName() != null) {
      policy.getQueryParameterBuilder().setName(hash.httpQueryParameterName());
    } else {
      policy.getConnectionPropertiesBuilder().setSourceIp(true);
    }
    return policy.build();
  }

  private static HashPolicy.Cookie cookie(HashCookie rule) {
    var cookie = HashPolicy.Cookie.newBuilder().setName(rule.name());
    Optional.ofNullable(rule.path()).ifPresent(cookie::setPath);
    Optional.ofNullable(rule.ttl()).map(Protos::duration).ifPresent(cookie::setTtl);
    return cookie.build();
  }
}
