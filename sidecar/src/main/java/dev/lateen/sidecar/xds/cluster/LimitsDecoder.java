package dev.lateen.sidecar.xds.cluster;

import dev.lateen.sidecar.model.CircuitBreakers;
import dev.lateen.sidecar.model.CircuitBreakers.RetryBudget;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers.Thresholds;
import io.envoyproxy.envoy.config.core.v3.RoutingPriority;

/** Decodes circuit breakers. */
final class LimitsDecoder {
  private static final double DEFAULT_PERCENT = 20;
  private static final int DEFAULT_MIN_CONCURRENCY = 3;

  private LimitsDecoder() {}

  /** The thresholds of the default priority; no route here uses the other. */
  static CircuitBreakers circuitBreakers(
      io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers breakers, FieldPath at) {
    at.unsupported(
        "circuit_breakers.per_host_thresholds", breakers.getPerHostThresholdsCount() > 0);
    for (int i = 0; i < breakers.getThresholdsCount(); i++) {
      Thresholds thresholds = breakers.getThresholds(i);
      if (thresholds.getPriority() == RoutingPriority.DEFAULT) {
        FieldPath field = at.at("circuit_breakers").at("thresholds", i);
        return thresholds.hasRetryBudget()
            ? thresholds(thresholds)
                .withRetryBudget(budget(thresholds.getRetryBudget(), field.at("retry_budget")))
            : thresholds(thresholds);
      }
    }
    return CircuitBreakers.DEFAULT;
  }

  private static RetryBudget budget(Thresholds.RetryBudget budget, FieldPath at) {
    double percent =
        budget.hasBudgetPercent() ? budget.getBudgetPercent().getValue() : DEFAULT_PERCENT;
    if (!(percent >= 0 && percent <= 100)) {
      throw at.at("budget_percent").invalid(percent + " is not from 0 to 100");
    }
    return new RetryBudget(
        percent,
        budget.hasMinRetryConcurrency()
            ? Values.unsigned(budget.getMinRetryConcurrency())
            : DEFAULT_MIN_CONCURRENCY);
  }

  private static CircuitBreakers thresholds(Thresholds thresholds) {
    CircuitBreakers defaults = CircuitBreakers.DEFAULT;
    return new CircuitBreakers(
        thresholds.hasMaxConnections()
            ? Values.unsigned(thresholds.getMaxConnections())
            : defaults.maxConnections(),
        thresholds.hasMaxPendingRequests()
            ? Values.unsigned(thresholds.getMaxPendingRequests())
            : defaults.maxPendingRequests(),
        thresholds.hasMaxRequests()
            ? Values.unsigned(thresholds.getMaxRequests())
            : defaults.maxRequests(),
        thresholds.hasMaxRetries()
            ? Values.unsigned(thresholds.getMaxRetries())
            : defaults.maxRetries());
  }
}
