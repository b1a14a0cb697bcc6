package dev.lateen.sidecar.xds.route;

import dev.lateen.sidecar.model.RetryCondition;
import dev.lateen.sidecar.model.RetryPolicy;
import dev.lateen.sidecar.model.RetryPolicy.BackOff;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.InvalidResourceException;
import dev.lateen.sidecar.xds.decode.Matches;
import dev.lateen.sidecar.xds.decode.Values;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** Decodes {@code config.route.v3.RetryPolicy}. */
final class RetryDecoder {
  private static final String PREVIOUS_HOSTS =
      "type.googleapis.com/envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate";

  private RetryDecoder() {}

  static RetryPolicy decode(
      io.envoyproxy.envoy.config.route.v3.RetryPolicy policy, boolean hedges, FieldPath at) {
    at.unsupported("retry_priority", policy.hasRetryPriority());
    at.unsupported("retry_options_predicates", policy.getRetryOptionsPredicatesCount() > 0);
    at.unsupported("retriable_request_headers", policy.getRetriableRequestHeadersCount() > 0);
    at.unsupported("rate_limited_retry_back_off", policy.hasRateLimitedRetryBackOff());
    return new RetryPolicy(
        conditions(policy.getRetryOn(), at.at("retry_on")),
        policy.hasNumRetries() ? Values.unsigned(policy.getNumRetries()) : 1,
        Values.duration(policy.getPerTryTimeout(), at.at("per_try_timeout")),
        Values.duration(policy.getPerTryIdleTimeout(), at.at("per_try_idle_timeout")),
        backOff(policy, at.at("retry_back_off")),
        Set.copyOf(policy.getRetriableStatusCodesList()),
        Matches.headers(policy.getRetriableHeadersList(), at.at("retriable_headers")),
        false,
        avoidsPreviousHosts(policy, at),
        hedges);
  }

  private static BackOff backOff(
      io.envoyproxy.envoy.config.route.v3.RetryPolicy policy, FieldPath at) {
    if (!policy.hasRetryBackOff()) {
      return BackOff.DEFAULT;
    }
    var backOff = policy.getRetryBackOff();
    BackOff usual = BackOff.of(Values.duration(backOff.getBaseInterval(), at.at("base_interval")));
    return backOff.hasMaxInterval()
        ? new BackOff(
            usual.base(), Values.duration(backOff.getMaxInterval(), at.at("max_interval")))
        : usual;
  }

  private static boolean avoidsPreviousHosts(
      io.envoyproxy.envoy.config.route.v3.RetryPolicy policy, FieldPath at) {
    for (int i = 0; i < policy.getRetryHostPredicateCount(); i++) {
      at.at("retry_host_predicate", i)
          .unsupported(
              "typed_config",
              !policy
                  .getRetryHostPredicate(i)
                  .getTypedConfig()
                  .getTypeUrl()
                  .equals(PREVIOUS_HOSTS));
    }
    return policy.getRetryHostPredicateCount() > 0;
  }

  private static Set<RetryCondition> conditions(String retryOn, FieldPath at) {
    Set<RetryCondition> conditions = EnumSet.noneOf(RetryCondition.class);
    for (String word : retryOn.split(",")) {
      String name = word.strip();
      if (!name.isEmpty()) {
        conditions.add(RetryCondition.of(name).orElseThrow(() -> unknown(name, at)));
      }
    }
    return conditions;
  }

  private static InvalidResourceException unknown(String name, FieldPath at) {
    return at.invalid(
        "\""
            + name
            + "\" is not supported; use "
            + Stream.of(RetryCondition.values()).map(RetryCondition::text).sorted().toList());
  }
}
