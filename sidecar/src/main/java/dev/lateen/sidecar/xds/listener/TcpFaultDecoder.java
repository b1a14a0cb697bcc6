package dev.lateen.sidecar.xds.listener;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.lateen.sidecar.model.Fraction;
import dev.lateen.sidecar.model.TcpFault;
import dev.lateen.sidecar.xds.decode.FieldPath;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import java.time.Duration;
import java.util.Optional;

/**
 * Decodes the faults of connections from the metadata of a filter chain, under {@code
 * lateen.tcp_fault}: xDS has no field for them, and metadata means nothing to another proxy.
 */
final class TcpFaultDecoder {
  private static final String KEY = "lateen.tcp_fault";
  private static final double PERCENT = 100;

  private TcpFaultDecoder() {}

  static TcpFault decode(Metadata metadata, FieldPath at) {
    Struct fault = metadata.getFilterMetadataOrDefault(KEY, Struct.getDefaultInstance());
    FieldPath field = at.at("filter_metadata[" + KEY + "]");
    return new TcpFault(
        part(fault, "throttle").map(values -> throttle(values, field.at("throttle"))),
        part(fault, "terminate").map(values -> terminate(values, field.at("terminate"))));
  }

  private static Optional<Struct> part(Struct struct, String name) {
    return struct.containsFields(name)
        ? Optional.of(struct.getFieldsOrThrow(name).getStructValue())
        : Optional.empty();
  }

  private static TcpFault.Throttle throttle(Struct values, FieldPath at) {
    return new TcpFault.Throttle(
        share(values, at),
        (long) number(values, "downstream_bits_per_second", 0, at),
        (long) number(values, "upstream_bits_per_second", 0, at),
        millis(values, "after_ms", at),
        (long) number(values, "after_bytes", 0, at),
        millis(values, "for_ms", at));
  }

  private static TcpFault.Terminate terminate(Struct values, FieldPath at) {
    return new TcpFault.Terminate(share(values, at), millis(values, "after_ms", at));
  }

  private static Fraction share(Struct values, FieldPath at) {
    double percent = number(values, "percent", PERCENT, at);
    if (percent > PERCENT) {
      throw at.at("percent").invalid("more than 100 percent");
    }
    return new Fraction(percent / PERCENT);
  }

  private static Duration millis(Struct values, String name, FieldPath at) {
    return Duration.ofMillis((long) number(values, name, 0, at));
  }

  private static double number(Struct values, String name, double ifAbsent, FieldPath at) {
    if (!values.containsFields(name)) {
      return ifAbsent;
    }
    Value value = values.getFieldsOrThrow(name);
    if (!value.hasNumberValue() || !(value.getNumberValue() >= 0)) {
      throw at.at(name).invalid("must be a number of zero or more");
    }
    return value.getNumberValue();
  }
}
