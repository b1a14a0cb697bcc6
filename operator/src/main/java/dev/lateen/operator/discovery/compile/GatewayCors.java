package dev.lateen.operator.discovery.compile;

import com.google.protobuf.BoolValue;
import dev.lateen.operator.gateway.model.CrossOrigin;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.CorsPolicy;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;

/** Cross-origin requests that routes of the Gateway API allow. */
final class GatewayCors {
  private GatewayCors() {}

  static CorsPolicy compile(CrossOrigin cors) {
    var policy = CorsPolicy.newBuilder();
    cors.origins().stream().map(GatewayCors::origin).forEach(policy::addAllowOriginStringMatch);
    return policy
        .setAllowMethods(String.join(", ", cors.methods()))
        .setAllowHeaders(String.join(", ", cors.headers()))
        .setExposeHeaders(String.join(", ", cors.exposed()))
        .setMaxAge(Integer.toString(cors.maxAgeSeconds()))
        .setAllowCredentials(BoolValue.of(cors.credentials()))
        .setForwardNotMatchingPreflights(BoolValue.of(false))
        .build();
  }

  private static StringMatcher origin(String origin) {
    if (!origin.contains("*")) {
      return StringMatcher.newBuilder().setExact(origin).build();
    }
    String[] parts = origin.split("\\*", -1);
    var regex = new StringBuilder(StringMatchers.quoted(parts[0]));
    for (int i = 1; i < parts.length; i++) {
      regex.append(".*").append(StringMatchers.quoted(parts[i]));
    }
    return StringMatcher.newBuilder().setSafeRegex(StringMatchers.regex(regex.toString())).build();
  }
}
