package dev.lateen.sidecar.xds.route;

import com.google.protobuf.Any;
import dev.lateen.sidecar.model.CorsPolicy;
import dev.lateen.sidecar.model.FaultPolicy;
import dev.lateen.sidecar.model.Fraction;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import io.envoyproxy.envoy.config.route.v3.FilterConfig;
import io.envoyproxy.envoy.extensions.filters.common.fault.v3.FaultDelay;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.FaultAbort;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import java.util.Map;
import java.util.Optional;

/**
 * What the filters of a connection manager do on one route.
 *
 * @param fault injected
 * @param cors answered
 */
record PerFilterConfig(Optional<FaultPolicy> fault, Optional<CorsPolicy> cors) {
  private static final String PREFIX = "type.googleapis.com/envoy.";
  private static final String FILTER_CONFIG = PREFIX + "config.route.v3.FilterConfig";
  private static final String FAULT = PREFIX + "extensions.filters.http.fault.v3.HTTPFault";
  private static final String CORS = PREFIX + "extensions.filters.http.cors.v3.CorsPolicy";

  static PerFilterConfig decode(Map<String, Any> byFilter, FieldPath at) {
    Optional<FaultPolicy> fault = Optional.empty();
    Optional<CorsPolicy> cors = Optional.empty();
    for (Map.Entry<String, Any> entry : byFilter.entrySet()) {
      FieldPath field = at.at(entry.getKey());
      Optional<Any> config = unwrap(entry.getValue(), field);
      switch (config.map(Any::getTypeUrl).orElse("")) {
        case "" -> {}
        case FAULT -> fault = fault(Values.unpack(config.get(), HTTPFault.parser(), field), field);
        case CORS -> cors = CorsDecoder.decode(config.get(), field);
        default -> throw field.invalid("type " + config.get().getTypeUrl() + " is not supported");
      }
    }
    return new PerFilterConfig(fault, cors);
  }

  /** The configuration inside a FilterConfig; empty where the filter is off on this route. */
  private static Optional<Any> unwrap(Any any, FieldPath at) {
    if (!any.getTypeUrl().equals(FILTER_CONFIG)) {
      return Optional.of(any);
    }
    FilterConfig wrapper = Values.unpack(any, FilterConfig.parser(), at);
    return wrapper.getDisabled() || !wrapper.hasConfig()
        ? Optional.empty()
        : Optional.of(wrapper.getConfig());
  }

  private static Optional<FaultPolicy> fault(HTTPFault fault, FieldPath at) {
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
                ? Optional.of(delay(fault.getDelay(), at.at("delay")))
                : Optional.empty(),
            fault.hasAbort()
                ? Optional.of(abort(fault.getAbort(), at.at("abort")))
                : Optional.empty()));
  }

  private static FaultPolicy.Delay delay(FaultDelay delay, FieldPath at) {
    at.unsupported("header_delay", delay.hasHeaderDelay());
    return new FaultPolicy.Delay(
        Values.duration(delay.getFixedDelay(), at.at("fixed_delay")),
        share(delay.hasPercentage(), delay.getPercentage(), at));
  }

  private static FaultPolicy.Abort abort(FaultAbort abort, FieldPath at) {
    at.unsupported("header_abort", abort.hasHeaderAbort());
    at.unsupported("grpc_status", abort.hasGrpcStatus());
    int status = abort.getHttpStatus();
    if (status < 200 || status > 599) {
      throw at.at("http_status").invalid(status + " is not in 200..599");
    }
    return new FaultPolicy.Abort(status, share(abort.hasPercentage(), abort.getPercentage(), at));
  }

  private static Fraction share(
      boolean given, io.envoyproxy.envoy.type.v3.FractionalPercent percentage, FieldPath at) {
    return given ? Values.fraction(percentage, at.at("percentage")) : new Fraction(0);
  }
}
