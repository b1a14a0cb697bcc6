package dev.lateen.sidecar.xds.route;

import com.google.protobuf.Any;
import dev.lateen.sidecar.model.CorsPolicy;
import dev.lateen.sidecar.model.Fraction;
import dev.lateen.sidecar.model.StringMatch;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Matches;
import dev.lateen.sidecar.xds.decode.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decodes {@code extensions.filters.http.cors.v3.CorsPolicy}. */
final class CorsDecoder {
  /** Stands for every origin. */
  private static final StringMatch ANY = StringMatch.exact("*");

  private CorsDecoder() {}

  /** The policy; empty where it is enabled for no request. */
  static Optional<CorsPolicy> decode(Any any, FieldPath at) {
    var policy =
        Values.unpack(
            any, io.envoyproxy.envoy.extensions.filters.http.cors.v3.CorsPolicy.parser(), at);
    Fraction enabled = Values.fraction(policy.getFilterEnabled(), at.at("filter_enabled"));
    if (enabled.value() == 0) {
      return Optional.empty();
    }
    at.unsupported("filter_enabled", enabled.value() < 1);
    at.unsupported(
        "allow_private_network_access", policy.getAllowPrivateNetworkAccess().getValue());
    List<StringMatch> origins = new ArrayList<>();
    for (int i = 0; i < policy.getAllowOriginStringMatchCount(); i++) {
      StringMatch origin =
          Matches.string(
              policy.getAllowOriginStringMatch(i), at.at("allow_origin_string_match", i));
      origins.add(origin.equals(ANY) ? new StringMatch.Present() : origin);
    }
    return Optional.of(
        new CorsPolicy(
            origins,
            Values.text(policy.getAllowMethods()),
            Values.text(policy.getAllowHeaders()),
            Values.text(policy.getExposeHeaders()),
            Values.text(policy.getMaxAge()),
            policy.getAllowCredentials().getValue(),
            !policy.hasForwardNotMatchingPreflights()
                || policy.getForwardNotMatchingPreflights().getValue()));
  }
}
