package dev.lateen.sidecar.xds.route;

import com.google.protobuf.Any;
import dev.lateen.sidecar.model.FaultPolicy;
import dev.lateen.sidecar.model.Fraction;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import io.envoyproxy.envoy.extensions.filters.common.fault.v3.FaultDelay;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.FaultAbort;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import io.envoyproxy.envoy.type.v3.FractionalPercent;
import io.netty.handler.codec.http2.Http2Error;
import java.util.Optional;

/** Decodes {@code extensions.filters.http.fault.v3.HTTPFault} and what metadata adds to it. */
final class FaultDecoder {
  private static final String EXPONENTIAL = "exponential";
  private static final int HIGHEST_GRPC_STATUS = 16;

  private FaultDecoder() {}

  /** The policy; empty where it injects nothing. */
  static Optional<FaultPolicy> decode(Any any, RuleMetadata metadata, FieldPath at) {
    HTTPFault fault = Values.unpack(any, HTTPFault.parser(), at);
    at.unsupported("upstream_cluster", !fault.getUpstreamCluster().isEmpty());
    at.unsupported("headers", fault.getHeadersCount() > 0);
    at.unsupported("downstream_nodes", fault.getDownstreamNodesCount() > 0);
    at.unsupported("max_active_faults", fault.hasMaxActiveFaults());
    at.unsupported("response_rate_limit", fault.hasResponseRateLimit());
    if (!fault.hasDelay() && !fault.hasAbort()) {
      return Optional.empty();
    }
    return Optional.of(
        new FaultPolicy(
            fault.hasDelay()
                ? Optional.of(delay(fault.getDelay(), metadata, at.at("delay")))
                : Optional.empty(),
            fault.hasAbort()
                ? Optional.of(abort(fault.getAbort(), metadata, at.at("abort")))
                : Optional.empty()));
  }

  private static FaultPolicy.Delay delay(FaultDelay delay, RuleMetadata metadata, FieldPath at) {
    at.unsupported("header_delay", delay.hasHeaderDelay());
    return new FaultPolicy.Delay(
        Values.duration(delay.getFixedDelay(), at.at("fixed_delay")),
        share(delay.hasPercentage(), delay.getPercentage(), at),
        metadata.text("delay").filter(EXPONENTIAL::equals).isPresent(),
        metadata.header("delay_header"));
  }

  private static FaultPolicy.Abort abort(FaultAbort abort, RuleMetadata metadata, FieldPath at) {
    at.unsupported("header_abort", abort.hasHeaderAbort());
    return new FaultPolicy.Abort(
        metadata
            .text("abort_http2_error")
            .<FaultPolicy.Answer>map(name -> reset(name, metadata.at()))
            .orElseGet(() -> answer(abort, at)),
        share(abort.hasPercentage(), abort.getPercentage(), at),
        metadata.header("abort_header"));
  }

  private static FaultPolicy.Answer answer(FaultAbort abort, FieldPath at) {
    if (abort.hasGrpcStatus()) {
      int code = abort.getGrpcStatus();
      if (code < 0 || code > HIGHEST_GRPC_STATUS) {
        throw at.at("grpc_status").invalid(code + " is not in 0..16");
      }
      return new FaultPolicy.GrpcStatus(code);
    }
    int status = abort.getHttpStatus();
    if (status < 200 || status > 599) {
      throw at.at("http_status").invalid(status + " is not in 200..599");
    }
    return new FaultPolicy.Status(status);
  }

  private static FaultPolicy.Reset reset(String name, FieldPath at) {
    try {
      return new FaultPolicy.Reset(Http2Error.valueOf(name).code());
    } catch (IllegalArgumentException _) {
      throw at.at("abort_http2_error").invalid("\"" + name + "\" is no error of HTTP/2");
    }
  }

  private static Fraction share(boolean given, FractionalPercent percentage, FieldPath at) {
    return given ? Values.fraction(percentage, at.at("percentage")) : new Fraction(0);
  }
}
