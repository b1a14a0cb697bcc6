package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.CommonRules.duration;
import static dev.lateen.crds.validation.CommonRules.notImplemented;
import static dev.lateen.crds.validation.KindRules.all;
import static dev.lateen.crds.validation.KindRules.when;

import java.util.stream.Stream;

/** The rules of timeouts, retries and faults of HTTP calls (TM-060..TM-076). */
final class CallRules {
  private CallRules() {}

  static Stream<FieldError> check(Field spec) {
    return all(
        timeout(spec.child("httpReqTimeout")),
        retries(spec.child("httpReqRetries")),
        fault(spec.child("httpFault")));
  }

  private static Stream<FieldError> timeout(Field timeout) {
    return all(
        duration(timeout.child("simpleTimeout").child("timeout")),
        notImplemented(timeout.child("custom"), "use simpleTimeout"));
  }

  private static Stream<FieldError> retries(Field retries) {
    return all(
        duration(retries.child("simpleRetry").child("perTryTimeout")),
        notImplemented(retries.child("custom"), "use simpleRetry"));
  }

  private static Stream<FieldError> fault(Field fault) {
    if (!fault.node().isObject()) {
      return Stream.empty();
    }
    return all(
        when(!fault.has("delay") && !fault.has("abort"), fault, "delay or abort must be set"),
        delay(fault.child("delay")),
        abort(fault.child("abort")));
  }

  private static Stream<FieldError> delay(Field delay) {
    return all(
        when(
            delay.node().isObject() && !delay.has("fixedDelay") && !delay.has("exponentialDelay"),
            delay.child("fixedDelay"),
            "is missing: set it to a duration such as 5s"),
        duration(delay.child("fixedDelay")),
        notImplemented(delay.child("exponentialDelay"), "use fixedDelay"));
  }

  private static Stream<FieldError> abort(Field abort) {
    return all(
        when(
            abort.node().isObject()
                && Stream.of("httpStatus", "grpcStatus", "http2Error").noneMatch(abort::has),
            abort.child("httpStatus"),
            "is missing: set it to a status such as 503"),
        notImplemented(abort.child("grpcStatus"), "use httpStatus"),
        notImplemented(abort.child("http2Error"), "use httpStatus"));
  }
}
