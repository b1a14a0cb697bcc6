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
 * 600) is left out: a proxy would refuse everything for it. What Envoy has no field for is in the
 * {@link RouteMetadata}; it gets the nearest it can do.
 */
final class FaultCompiler {
  private static final int LOWEST_STATUS = 200;
  private static final int HIGHEST_STATUS = 599;

  /** What a caller sees of a stream that an endpoint reset. */
  private static final int RESET_STATUS = 503;

  private FaultCompiler() {}

  static Optional<HTTPFault> compile(HttpFault fault) {
    var filter = HTTPFault.newBuilder();
    Optional.ofNullable(fault.delay())
        .filter(delay -> delay.percent() > 0)
        .ifPresent(delay -> filter.setDelay(delay(delay)));
    Optional.ofNullable(fault.abort())
        .filter(abort -> abort.percent() > 0)
        .flatMap(FaultCompiler::abort)
        .ifPresent(filter::setAbort);
    return filter.hasDelay() || filter.hasAbort() ? Optional.of(filter.build()) : Optional.empty();
  }

  private static FaultDelay delay(HttpDelay delay) {
    String duration = Optional.ofNullable(delay.fixedDelay()).orElseGet(delay::exponentialDelay);
    return FaultDelay.newBuilder()
        .setFixedDelay(Protos.duration(duration))
        .setPercentage(Fractions.percent(delay.percent()))
        .build();
  }

  private static Optional<FaultAbort> abort(HttpAbort abort) {
    var filter = FaultAbort.newBuilder().setPercentage(Fractions.percent(abort.percent()));
    if (abort.grpcStatus() != null) {
      return Optional.of(filter.setGrpcStatus(GrpcStatuses.code(abort.grpcStatus())).build());
    }
    int status = Optional.ofNullable(abort.httpStatus()).orElse(RESET_STATUS);
    return status >= LOWEST_STATUS && status <= HIGHEST_STATUS
        ? Optional.of(filter.setHttpStatus(status).build())
        : Optional.empty();
  }
}
