package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.CommonRules.duration;
import static dev.lateen.crds.validation.CommonRules.headerNames;
import static dev.lateen.crds.validation.CommonRules.notImplemented;
import static dev.lateen.crds.validation.KindRules.all;
import static dev.lateen.crds.validation.KindRules.when;

import dev.lateen.crds.Durations;
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
    var retry = retries.child("simpleRetry");
    return all(
        Stream.of("perTryTimeout", "perTryIdleTimeout", "backoff", "maxBackoff")
            .map(retry::child)
            .flatMap(CommonRules::duration),
        backoffs(retry.child("backoff"), retry.child("maxBackoff")),
        headerNames(retry.child("retriableHeaders")),
        retry.child("retriableHeaders").entries().stream().flatMap(StringMatchRules::check),
        notImplemented(retries.child("custom"), "use simpleRetry"));
  }

  private static Stream<FieldError> backoffs(Field base, Field most) {
    return Durations.find(base.text())
        .flatMap(shortest -> Durations.find(most.text()).map(shortest::compareTo))
        .filter(comparison -> comparison > 0)
        .map(_ -> most.error("must not be less than backoff: raise it, or lower backoff"))
        .stream();
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
        oneOf(delay, "a duration such as 5s", "fixedDelay", "exponentialDelay"),
        duration(delay.child("fixedDelay")),
        duration(delay.child("exponentialDelay")));
  }

  private static Stream<FieldError> abort(Field abort) {
    return oneOf(abort, "a status such as 503", "httpStatus", "grpcStatus", "http2Error");
  }

  /** Of alternatives exactly one, the first for want of a better. */
  private static Stream<FieldError> oneOf(Field fault, String example, String... names) {
    var given = Stream.of(names).filter(fault::has).toList();
    return all(
        when(
            fault.node().isObject() && given.isEmpty(),
            fault.child(names[0]),
            "is missing: set it to " + example),
        given.stream()
            .skip(1)
            .map(
                name ->
                    fault
                        .child(name)
                        .error("cannot go with " + given.getFirst() + ": leave one of them out")));
  }
}
