package dev.lateen.sidecar.xds.cluster;

import com.google.protobuf.UInt32Value;
import dev.lateen.sidecar.model.OutlierDetection;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import java.time.Duration;
import java.util.Optional;

/** Decodes when endpoints are ejected. */
final class OutlierDecoder {
  private static final int HIGHEST_PERCENT = 100;
  private static final int DEFAULT_ERRORS = 5;

  private final io.envoyproxy.envoy.config.cluster.v3.OutlierDetection detection;
  private final FieldPath at;

  private OutlierDecoder(
      io.envoyproxy.envoy.config.cluster.v3.OutlierDetection detection, FieldPath at) {
    this.detection = detection;
    this.at = at;
  }

  /** Empty where no kind of error is to be enforced. */
  static Optional<OutlierDetection> decode(
      io.envoyproxy.envoy.config.cluster.v3.OutlierDetection detection, FieldPath at) {
    at.unsupported("monitors", detection.getMonitorsCount() > 0);
    at.unsupported(
        "enforcing_failure_percentage", detection.getEnforcingFailurePercentage().getValue() != 0);
    return new OutlierDecoder(detection, at).decode();
  }

  private Optional<OutlierDetection> decode() {
    boolean split = detection.getSplitExternalLocalOriginErrors();
    OutlierDetection decoded =
        new OutlierDetection(
            errors(
                "enforcing_consecutive_5xx",
                detection.hasEnforcingConsecutive5Xx(),
                detection.getEnforcingConsecutive5Xx(),
                HIGHEST_PERCENT,
                detection.hasConsecutive5Xx(),
                detection.getConsecutive5Xx()),
            errors(
                "enforcing_consecutive_gateway_failure",
                detection.hasEnforcingConsecutiveGatewayFailure(),
                detection.getEnforcingConsecutiveGatewayFailure(),
                0,
                detection.hasConsecutiveGatewayFailure(),
                detection.getConsecutiveGatewayFailure()),
            split ? localErrors() : 0,
            duration(
                detection.hasInterval(),
                detection.getInterval(),
                OutlierDetection.DEFAULT.interval(),
                "interval"),
            duration(
                detection.hasBaseEjectionTime(),
                detection.getBaseEjectionTime(),
                OutlierDetection.DEFAULT.baseEjectionTime(),
                "base_ejection_time"),
            duration(
                detection.hasMaxEjectionTime(),
                detection.getMaxEjectionTime(),
                OutlierDetection.DEFAULT.maxEjectionTime(),
                "max_ejection_time"),
            detection.hasMaxEjectionPercent()
                ? Math.min(HIGHEST_PERCENT, Values.unsigned(detection.getMaxEjectionPercent()))
                : OutlierDetection.DEFAULT.maxEjectionPercent(),
            detection.getAlwaysEjectOneHost().getValue());
    boolean ejects =
        decoded.consecutiveServerErrors() > 0
            || decoded.consecutiveGatewayErrors() > 0
            || decoded.consecutiveLocalErrors() > 0;
    return ejects ? Optional.of(decoded) : Optional.empty();
  }

  private int localErrors() {
    return errors(
        "enforcing_consecutive_local_origin_failure",
        detection.hasEnforcingConsecutiveLocalOriginFailure(),
        detection.getEnforcingConsecutiveLocalOriginFailure(),
        HIGHEST_PERCENT,
        detection.hasConsecutiveLocalOriginFailure(),
        detection.getConsecutiveLocalOriginFailure());
  }

  /** How many in a row eject; 0 where they are not enforced. */
  private int errors(
      String enforcing,
      boolean enforcingGiven,
      UInt32Value enforcingPercent,
      int enforcingDefault,
      boolean given,
      UInt32Value number) {
    int percent = enforcingGiven ? enforcingPercent.getValue() : enforcingDefault;
    at.unsupported(enforcing, percent != 0 && percent != HIGHEST_PERCENT);
    if (percent == 0) {
      return 0;
    }
    return given ? Values.unsigned(number) : DEFAULT_ERRORS;
  }

  private Duration duration(
      boolean given, com.google.protobuf.Duration value, Duration ifAbsent, String field) {
    Duration duration = given ? Values.duration(value, at.at(field)) : ifAbsent;
    if (duration.isZero()) {
      throw at.at(field).invalid("is not more than zero");
    }
    return duration;
  }
}
