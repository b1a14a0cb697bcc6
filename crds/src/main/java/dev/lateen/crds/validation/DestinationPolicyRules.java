package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.CommonRules.duration;
import static dev.lateen.crds.validation.CommonRules.notImplemented;
import static dev.lateen.crds.validation.KindRules.all;

import java.util.stream.Stream;

/** The rules of a {@code DestinationPolicy} beyond its schema (TM-080..TM-096). */
final class DestinationPolicyRules implements KindRules {
  @Override
  public Stream<FieldError> check(Field spec) {
    var breaker = spec.child("circuitBreaker");
    return all(
        CommonRules.service(spec.child("destination")),
        CommonRules.service(spec.child("source")),
        notImplemented(spec.child("loadBalancing").child("custom"), "use name"),
        notImplemented(breaker.child("custom"), "use simpleCb"),
        duration(breaker.child("simpleCb").child("sleepWindow")),
        duration(breaker.child("simpleCb").child("httpDetectionInterval")));
  }
}
