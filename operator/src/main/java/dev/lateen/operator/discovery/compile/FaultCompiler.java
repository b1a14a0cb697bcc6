package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.HttpAbort;
import dev.lateen.crds.v1alpha1.HttpDelay;
import dev.lateen.crds.v1alpha1.HttpFault;
import io.envoyproxy.envoy.extensions.filters.common.fault.v3.FaultDelay;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.FaultAbort;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import java.util.Optional;

/**
 * Injected faults (TM-070 to TM-077). An abort with a status no response can have (below 200, or
 * 600) is left out: a proxy would refuse everything for it.
 */
final class FaultCompiler {
  private static final int LOWEST_STATUS = 200;
  private static final int HIGHEST_STATUS = 599;

  private FaultCompiler() {}

  static Optional<HTTPFault> compile(HttpFault fault) {
    var filter = HTTPFault.newBuilder();
    Optional.ofNullable(fault.delay())
        .filter(delay -> delay.fixedDelay() != null && delay.percent() > 0)
        .ifPresent(delay -> filter.setDelay(delay(delay)));
    Optional.ofNullable(fault.abort())
        .filter(abort -> hasStatus(abort) && abort.percent() > 0)
        .ifPresent(abort -> filter.setAbort(abort(abort)));
    return filter.hasDelay() || filter.hasAbort() ? Optional.of(filter.build()) : Optional.empty();
  }

  private static boolean hasStatus(HttpAbort abort) {
    return abort.httpStatus() != null
        && abort.httpStatus() >= LOWEST_STATUS
        && abort.httpStatus() <= HIGHEST_STATUS;
  }

  private static FaultDelay delay(HttpDelay delay) {
    return FaultDelay.newBuilder()
        .setFixedDelay(Protos.duration(delay.fixedDelay()))
        .setPercentage(Fractions.percent(delay.percent()))
        .build();
  }

  private static FaultAbort abort(HttpAbort abort) {
    return FaultAbort.newBuilder()
        .setHttpStatus(abort.httpStatus())
        .setPercentage(Fractions.percent(abort.percent()))
        .build();
  }
}
