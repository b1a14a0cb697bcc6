package dev.lateen.sidecar.xds.route;

import dev.lateen.sidecar.model.PathMatch;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Matches;
import dev.lateen.sidecar.xds.decode.Values;

/** Decodes {@code config.route.v3.RouteMatch}. */
final class MatchDecoder {
  private MatchDecoder() {}

  static RouteMatch decode(io.envoyproxy.envoy.config.route.v3.RouteMatch match, FieldPath at) {
    at.unsupported("grpc", match.hasGrpc());
    at.unsupported("tls_context", match.hasTlsContext());
    at.unsupported("dynamic_metadata", match.getDynamicMetadataCount() > 0);
    at.unsupported("filter_state", match.getFilterStateCount() > 0);
    at.unsupported(
        "runtime_fraction",
        match.hasRuntimeFraction()
            && Values.fraction(match.getRuntimeFraction(), at.at("runtime_fraction")).value() < 1);
    return new RouteMatch(
        path(match, at),
        Matches.headers(match.getHeadersList(), at),
        Matches.query(match.getQueryParametersList(), at));
  }

  private static boolean ignoresCase(io.envoyproxy.envoy.config.route.v3.RouteMatch match) {
    return match.hasCaseSensitive() && !match.getCaseSensitive().getValue();
  }

  private static PathMatch path(
      io.envoyproxy.envoy.config.route.v3.RouteMatch match, FieldPath at) {
    boolean ignoreCase = ignoresCase(match);
    return switch (match.getPathSpecifierCase()) {
      case PREFIX -> new PathMatch.Prefix(match.getPrefix(), ignoreCase);
      case PATH -> new PathMatch.Exact(match.getPath(), ignoreCase);
      case SAFE_REGEX ->
          new PathMatch.Matching(
              Values.regex(match.getSafeRegex().getRegex(), at.at("safe_regex.regex")));
      case PATH_SEPARATED_PREFIX ->
          new PathMatch.Elements(match.getPathSeparatedPrefix(), ignoreCase);
      case CONNECT_MATCHER -> new PathMatch.Connect();
      case PATH_MATCH_POLICY -> throw at.at("path_match_policy").invalid("is not supported");
      case PATHSPECIFIER_NOT_SET ->
          throw at.invalid("has no path condition; set prefix, path or safe_regex");
    };
  }
}
