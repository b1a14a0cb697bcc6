package dev.lateen.operator.discovery.compile;

import static dev.lateen.operator.discovery.compile.DestinationPolicyCompiler.positive;

import com.google.protobuf.BoolValue;
import dev.lateen.crds.v1alpha1.DestinationPolicySpec;
import dev.lateen.crds.v1alpha1.SimpleCircuitBreaker;
import io.envoyproxy.envoy.config.cluster.v3.OutlierDetection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When an instance is ejected (TM-090 to TM-094). Ejects for the reasons the policy names and no
 * other: no ejection by success rate. One instance may always be ejected, as the proxies that these
 * rules were written for did.
 */
final class OutlierCompiler {
  private static final int ALWAYS = 100;

  private OutlierCompiler() {}

  static Optional<OutlierDetection> detection(DestinationPolicySpec policy) {
    return Optional.ofNullable(policy.outlierDetection())
        .map(OutlierCompiler::detection)
        .or(
            () ->
                DestinationPolicyCompiler.circuitBreaker(policy)
                    .filter(OutlierCompiler::ejects)
                    .map(OutlierCompiler::simple));
  }

  private static OutlierDetection.Builder builder() {
    return OutlierDetection.newBuilder()
        .setEnforcingSuccessRate(Protos.uint32(0))
        .setAlwaysEjectOneHost(BoolValue.of(true));
  }

  private static OutlierDetection detection(dev.lateen.crds.v1alpha1.OutlierDetection rule) {
    var detection =
        builder()
            .setInterval(Protos.duration(rule.interval()))
            .setBaseEjectionTime(Protos.duration(rule.baseEjectionTime()))
            .setMaxEjectionPercent(Protos.uint32(rule.maxEjectionPercent()));
    if (rule.consecutive5xxErrors() > 0) {
      detection.setConsecutive5Xx(Protos.uint32(rule.consecutive5xxErrors()));
    } else {
      detection.setEnforcingConsecutive5Xx(Protos.uint32(0));
    }
    positive(rule.consecutiveGatewayErrors())
        .ifPresent(
            errors ->
                detection
                    .setConsecutiveGatewayFailure(Protos.uint32(errors))
                    .setEnforcingConsecutiveGatewayFailure(Protos.uint32(ALWAYS)));
    if (rule.splitExternalLocalOriginErrors()) {
      detection
          .setSplitExternalLocalOriginErrors(true)
          .setEnforcingLocalOriginSuccessRate(Protos.uint32(0));
      positive(rule.consecutiveLocalOriginFailures())
          .ifPresent(errors -> detection.setConsecutiveLocalOriginFailure(Protos.uint32(errors)));
    }
    return detection.build();
  }

  private static boolean ejects(SimpleCircuitBreaker breaker) {
    return Stream.of(
            positive(breaker.httpConsecutiveErrors()),
            Optional.ofNullable(breaker.httpDetectionInterval()),
            Optional.ofNullable(breaker.sleepWindow()),
            positive(breaker.httpMaxEjectionPercent()))
        .anyMatch(Optional::isPresent);
  }

  private static OutlierDetection simple(SimpleCircuitBreaker breaker) {
    var detection = builder();
    positive(breaker.httpConsecutiveErrors())
        .ifPresent(errors -> detection.setConsecutive5Xx(Protos.uint32(errors)));
    Optional.ofNullable(breaker.httpDetectionInterval())
        .ifPresent(interval -> detection.setInterval(Protos.duration(interval)));
    Optional.ofNullable(breaker.sleepWindow())
        .ifPresent(window -> detection.setBaseEjectionTime(Protos.duration(window)));
    positive(breaker.httpMaxEjectionPercent())
        .ifPresent(percent -> detection.setMaxEjectionPercent(Protos.uint32(percent)));
    return detection.build();
  }
}
