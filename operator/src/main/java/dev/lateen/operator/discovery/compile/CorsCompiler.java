package dev.lateen.operator.discovery.compile;

import com.google.protobuf.BoolValue;
import dev.lateen.crds.Durations;
import dev.lateen.crds.v1alpha1.CorsPolicy;
import dev.lateen.crds.v1alpha1.CorsPolicy.UnmatchedPreflights;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.Optional;

/** Cross-origin resource sharing (TM-013, TM-100). */
final class CorsCompiler {
  private CorsCompiler() {}

  static io.envoyproxy.envoy.extensions.filters.http.cors.v3.CorsPolicy compile(CorsPolicy policy) {
    var cors = io.envoyproxy.envoy.extensions.filters.http.cors.v3.CorsPolicy.newBuilder();
    for (String origin : policy.allowOrigin()) {
      cors.addAllowOriginStringMatch(StringMatcher.newBuilder().setExact(origin));
    }
    policy.allowOrigins().stream().map(StringMatchers::of).forEach(cors::addAllowOriginStringMatch);
    if (policy.unmatchedPreflights() == UnmatchedPreflights.IGNORE) {
      cors.setForwardNotMatchingPreflights(BoolValue.of(false));
    }
    cors.setAllowMethods(String.join(",", policy.allowMethods()));
    cors.setAllowHeaders(String.join(",", policy.allowHeaders()));
    cors.setExposeHeaders(String.join(",", policy.exposeHeaders()));
    Optional.ofNullable(policy.maxAge())
        .ifPresent(age -> cors.setMaxAge(Long.toString(Durations.parse(age).toSeconds())));
    Optional.ofNullable(policy.allowCredentials())
        .ifPresent(allow -> cors.setAllowCredentials(BoolValue.of(allow)));
    return cors.build();
  }
}
