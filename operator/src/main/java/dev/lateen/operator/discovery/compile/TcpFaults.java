package dev.lateen.operator.discovery.compile;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.lateen.crds.Durations;
import dev.lateen.crds.v1alpha1.L4Fault;
import dev.lateen.crds.v1alpha1.L4Terminate;
import dev.lateen.crds.v1alpha1.L4Throttle;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import java.util.Optional;

/**
 * Faults of connections (TM-078). xDS has no field for them: they travel as metadata of the filter
 * chain, which an Envoy ignores.
 */
final class TcpFaults {
  private static final String KEY = "lateen.tcp_fault";
  private static final double EVERY = 100;

  private TcpFaults() {}

  /**
   * The metadata of a chain.
   *
   * @param fault may be absent
   */
  static Optional<Metadata> compile(L4Fault fault) {
    if (fault == null) {
      return Optional.empty();
    }
    var struct = Struct.newBuilder();
    Optional.ofNullable(fault.throttle())
        .ifPresent(throttle -> struct.putFields("throttle", throttle(throttle)));
    Optional.ofNullable(fault.terminate())
        .ifPresent(terminate -> struct.putFields("terminate", terminate(terminate)));
    return Optional.of(Metadata.newBuilder().putFilterMetadata(KEY, struct.build()).build());
  }

  private static Value throttle(L4Throttle throttle) {
    var fields = Struct.newBuilder();
    put(fields, "percent", Optional.ofNullable(throttle.percent()).orElse(EVERY));
    put(fields, "downstream_bits_per_second", throttle.downstreamLimitBps());
    put(fields, "upstream_bits_per_second", throttle.upstreamLimitBps());
    put(fields, "after_ms", millis(throttle.throttleAfterPeriod()));
    put(fields, "after_bytes", throttle.throttleAfterBytes());
    put(fields, "for_ms", millis(throttle.throttleForPeriod()));
    return Value.newBuilder().setStructValue(fields).build();
  }

  private static Value terminate(L4Terminate terminate) {
    var fields = Struct.newBuilder();
    put(fields, "percent", Optional.ofNullable(terminate.percent()).orElse(EVERY));
    put(fields, "after_ms", millis(terminate.terminateAfterPeriod()));
    return Value.newBuilder().setStructValue(fields).build();
  }

  private static Long millis(String duration) {
    return duration == null ? null : Durations.parse(duration).toMillis();
  }

  private static void put(Struct.Builder fields, String name, Number value) {
    if (value != null) {
      fields.putFields(name, Value.newBuilder().setNumberValue(value.doubleValue()).build());
    }
  }
}
