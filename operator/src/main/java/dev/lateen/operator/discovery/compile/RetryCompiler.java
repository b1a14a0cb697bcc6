package dev.lateen.operator.discovery.compile;

import com.google.protobuf.Any;
import dev.lateen.crds.v1alpha1.HttpRetry;
import dev.lateen.crds.v1alpha1.RouteRuleSpec;
import dev.lateen.crds.v1alpha1.SimpleRetry;
import io.envoyproxy.envoy.config.route.v3.HedgePolicy;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** When a request is tried again (TM-062 to TM-064, TS-01, UA-18). */
final class RetryCompiler {
  /** Unless the rule says (TM-064). */
  private static final String DEFAULT_CONDITIONS = "5xx,connect-failure,refused-stream";

  private static final String BY_STATUS = "retriable-status-codes";
  private static final String PREVIOUS_HOSTS = "envoy.retry_host_predicates.previous_hosts";
  private static final int HOST_CHOICES = 5;

  private RetryCompiler() {}

  static void apply(RouteAction.Builder action, RouteRuleSpec spec) {
    Optional.ofNullable(spec.httpReqRetries())
        .map(HttpRetry::simpleRetry)
        .filter(retry -> retry.attempts() > 0)
        .ifPresent(
            retry -> {
              action.setRetryPolicy(policy(retry));
              if (retry.hedgeOnPerTryTimeout()) {
                action.setHedgePolicy(HedgePolicy.newBuilder().setHedgeOnPerTryTimeout(true));
              }
            });
  }

  private static RetryPolicy policy(SimpleRetry retry) {
    var policy = RetryPolicy.newBuilder().setNumRetries(Protos.uint32(retry.attempts()));
    conditions(policy, Optional.ofNullable(retry.retryOn()).orElse(DEFAULT_CONDITIONS));
    Optional.ofNullable(retry.perTryTimeout())
        .ifPresent(timeout -> policy.setPerTryTimeout(Protos.duration(timeout)));
    Optional.ofNullable(retry.perTryIdleTimeout())
        .ifPresent(timeout -> policy.setPerTryIdleTimeout(Protos.duration(timeout)));
    new TreeMap<>(retry.retriableHeaders())
        .forEach(
            (name, condition) ->
                policy.addRetriableHeaders(StringMatchers.header(name, condition)));
    backOff(policy, retry);
    if (retry.retryIgnorePreviousHosts()) {
      policy
          .addRetryHostPredicate(
              RetryPolicy.RetryHostPredicate.newBuilder()
                  .setName(PREVIOUS_HOSTS)
                  .setTypedConfig(Any.pack(PreviousHostsPredicate.getDefaultInstance())))
          .setHostSelectionRetryMaxAttempts(HOST_CHOICES);
    }
    return policy.build();
  }

  /** Statuses among the conditions have a list of their own. */
  private static void conditions(RetryPolicy.Builder policy, String retryOn) {
    List<String> names = new ArrayList<>();
    for (String condition : Arrays.asList(retryOn.split(","))) {
      if (Character.isDigit(condition.charAt(0)) && !condition.equals("5xx")) {
        policy.addRetriableStatusCodes(Integer.parseInt(condition));
      } else {
        names.add(condition);
      }
    }
    if (policy.getRetriableStatusCodesCount() > 0 && !names.contains(BY_STATUS)) {
      names.add(BY_STATUS);
    }
    policy.setRetryOn(String.join(",", names));
  }

  private static void backOff(RetryPolicy.Builder policy, SimpleRetry retry) {
    if (retry.backoff() == null && retry.maxBackoff() == null) {
      return;
    }
    String base = Optional.ofNullable(retry.backoff()).orElse("25ms");
    var backOff = RetryPolicy.RetryBackOff.newBuilder().setBaseInterval(Protos.duration(base));
    Optional.ofNullable(retry.maxBackoff())
        .ifPresent(most -> backOff.setMaxInterval(Protos.duration(most)));
    policy.setRetryBackOff(backOff);
  }
}
