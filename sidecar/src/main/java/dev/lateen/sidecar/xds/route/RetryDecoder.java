package dev.lateen.sidecar.xds.route;

import dev.lateen.sidecar.model.RetryPolicy;
import dev.lateen.sidecar.model.RetryPolicy.Condition;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Decodes {@code config.route.v3.RetryPolicy}. */
final class RetryDecoder {
  private static final Map<String, Set<Condition>> CONDITIONS =
      Map.of(
          "5xx", Set.of(Condition.SERVER_ERROR),
          "gateway-error", Set.of(Condition.GATEWAY_ERROR),
          "connect-failure", Set.of(Condition.CONNECT_FAILURE),
          "refused-stream", Set.of(Condition.REFUSED_STREAM),
          "reset", Set.of(Condition.RESET, Condition.CONNECT_FAILURE));

  private RetryDecoder() {}

  static RetryPolicy decode(io.envoyproxy.envoy.config.route.v3.RetryPolicy policy, FieldPath at) {
    at.unsupported("retry_priority", policy.hasRetryPriority());
    at.unsupported("retry_host_predicate", policy.getRetryHostPredicateCount() > 0);
    at.unsupported("retry_options_predicates", policy.getRetryOptionsPredicatesCount() > 0);
    at.unsupported("retriable_request_headers", policy.getRetriableRequestHeadersCount() > 0);
    at.unsupported("rate_limited_retry_back_off", policy.hasRateLimitedRetryBackOff());
    at.unsupported("per_try_idle_timeout", policy.hasPerTryIdleTimeout());
    return new RetryPolicy(
        conditions(policy.getRetryOn(), at.at("retry_on")),
        policy.hasNumRetries() ? Values.unsigned(policy.getNumRetries()) : 1,
        policy.hasPerTryTimeout()
            ? Values.duration(policy.getPerTryTimeout(), at.at("per_try_timeout"))
            : Duration.ZERO,
        policy.getRetryBackOff().hasBaseInterval()
            ? Values.duration(
                policy.getRetryBackOff().getBaseInterval(), at.at("retry_back_off.base_interval"))
            : RetryPolicy.DEFAULT_BASE_INTERVAL);
  }

  private static Set<Condition> conditions(String retryOn, FieldPath at) {
    Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    for (String word : retryOn.split(",")) {
      String name = word.strip();
      if (!name.isEmpty()) {
        conditions.addAll(condition(name, at));
      }
    }
    return conditions;
  }

  private static Set<Condition> condition(String name, FieldPath at) {
    Set<Condition> found = CONDITIONS.get(name);
    if (found == null) {
      throw at.invalid(
          "\"" + name + "\" is not supported; use " + new TreeSet<>(CONDITIONS.keySet()));
    }
    return found;
  }
}
