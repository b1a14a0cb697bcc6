package dev.lateen.sidecar.xds.cluster;

import dev.lateen.sidecar.model.CircuitBreakers;
import dev.lateen.sidecar.model.OutlierDetection;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers.Thresholds;
import io.envoyproxy.envoy.config.core.v3.RoutingPriority;
import java.time.Duration;
import java.util.Optional;

/** Decodes circuit breakers and outlier detection. */
final class LimitsDecoder {
  private static final int HIGHEST_PERCENT = 100;

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
        field.unsupported("retry_budget", thresholds.hasRetryBudget());
        return thresholds(thresholds);
      }
    }
    return CircuitBreakers.DEFAULT;
  }

  /** Empty where consecutive errors are not to be enforced. */
  static Optional<OutlierDetection> outlierDetection(
      io.envoyproxy.envoy.config.cluster.v3.OutlierDetection detection, FieldPath at) {
    at.unsupported(
        "split_external_local_origin_errors", detection.getSplitExternalLocalOriginErrors());
    at.unsupported("monitors", detection.getMonitorsCount() > 0);
    at.unsupported(
        "enforcing_consecutive_gateway_failure",
        detection.getEnforcingConsecutiveGatewayFailure().getValue() != 0);
    at.unsupported(
        "enforcing_failure_percentage", detection.getEnforcingFailurePercentage().getValue() != 0);
    int enforcing =
        detection.hasEnforcingConsecutive5Xx()
            ? detection.getEnforcingConsecutive5Xx().getValue()
            : HIGHEST_PERCENT;
    at.unsupported("enforcing_consecutive_5xx", enforcing != 0 && enforcing != HIGHEST_PERCENT);
    OutlierDetection defaults = OutlierDetection.DEFAULT;
    int errors =
        detection.hasConsecutive5Xx()
            ? Values.unsigned(detection.getConsecutive5Xx())
            : defaults.consecutiveServerErrors();
    if (enforcing == 0 || errors == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new OutlierDetection(
            errors,
            duration(
                detection.hasInterval(),
                detection.getInterval(),
                defaults.interval(),
                at.at("interval")),
            duration(
                detection.hasBaseEjectionTime(),
                detection.getBaseEjectionTime(),
                defaults.baseEjectionTime(),
                at.at("base_ejection_time")),
            detection.hasMaxEjectionPercent()
                ? Math.min(HIGHEST_PERCENT, Values.unsigned(detection.getMaxEjectionPercent()))
                : defaults.maxEjectionPercent()));
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

  private static Duration duration(
      boolean given, com.google.protobuf.Duration value, Duration ifAbsent, FieldPath at) {
    return given ? Values.duration(value, at) : ifAbsent;
  }
}
