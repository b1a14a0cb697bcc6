package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.CommonRules.duration;
import static dev.lateen.crds.validation.KindRules.all;
import static dev.lateen.crds.validation.KindRules.when;

import java.util.stream.Stream;

/** The rules of faults of connections (TM-078). */
final class ConnectionFaultRules {
  private ConnectionFaultRules() {}

  static Stream<FieldError> check(Field fault) {
    var throttle = fault.child("throttle");
    return all(
        when(
            fault.node().isObject() && !fault.has("throttle") && !fault.has("terminate"),
            fault,
            "throttle or terminate must be set"),
        throttle(throttle),
        duration(throttle.child("throttleAfterPeriod")),
        duration(throttle.child("throttleForPeriod")),
        duration(fault.child("terminate").child("terminateAfterPeriod")));
  }

  private static Stream<FieldError> throttle(Field throttle) {
    return all(
        when(
            throttle.node().isObject()
                && throttle.child("downstreamLimitBps").node().asLong() <= 0
                && throttle.child("upstreamLimitBps").node().asLong() <= 0,
            throttle,
            "downstreamLimitBps or upstreamLimitBps must be above 0"),
        when(
            throttle.has("throttleAfterPeriod") && throttle.has("throttleAfterBytes"),
            throttle.child("throttleAfterBytes"),
            "cannot go with throttleAfterPeriod: leave one of them out"));
  }
}
