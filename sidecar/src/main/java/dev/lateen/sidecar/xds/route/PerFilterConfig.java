package dev.lateen.sidecar.xds.route;

import com.google.protobuf.Any;
import dev.lateen.sidecar.model.CorsPolicy;
import dev.lateen.sidecar.model.FaultPolicy;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import io.envoyproxy.envoy.config.route.v3.FilterConfig;
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

  static PerFilterConfig decode(Map<String, Any> byFilter, RuleMetadata metadata, FieldPath at) {
    Optional<FaultPolicy> fault = Optional.empty();
    Optional<CorsPolicy> cors = Optional.empty();
    for (Map.Entry<String, Any> entry : byFilter.entrySet()) {
      FieldPath field = at.at(entry.getKey());
      Optional<Any> config = unwrap(entry.getValue(), field);
      switch (config.map(Any::getTypeUrl).orElse("")) {
        case "" -> {}
        case FAULT -> fault = FaultDecoder.decode(config.get(), metadata, field);
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
}
