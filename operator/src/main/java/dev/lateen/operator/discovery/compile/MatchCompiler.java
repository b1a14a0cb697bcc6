package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.MatchCondition;
import dev.lateen.crds.v1alpha1.MatchRequest;
import dev.lateen.crds.v1alpha1.RouteRuleSpec;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The conditions of a rule on a request (TM-022 to TM-026). All must hold. */
final class MatchCompiler {
  private static final String URI = "uri";
  private static final Map<String, String> PSEUDO_HEADERS =
      Map.of("scheme", ":scheme", "method", ":method", "authority", ":authority");

  private MatchCompiler() {}

  /** Whether the rule takes every request; those after it are never tried (TM-051). */
  static boolean takesEverything(RouteRuleSpec rule) {
    return request(rule)
        .map(
            request ->
                request.headers().isEmpty()
                    && request.withoutHeaders().isEmpty()
                    && request.queryParams().isEmpty())
        .orElse(true);
  }

  /** The rule's condition on the path. */
  static Optional<UriMatch> uri(RouteRuleSpec rule) {
    return request(rule)
        .flatMap(
            request ->
                Optional.ofNullable(request.headers().get(URI))
                    .map(match -> new UriMatch(match, request.ignoreUriCase())));
  }

  /** The rule's conditions but that on the path, and the given one on the path. */
  static RouteMatch compile(RouteRuleSpec rule, PathCondition path) {
    var match = RouteMatch.newBuilder();
    path.addTo(match);
    request(rule).ifPresent(request -> add(request, match));
    return match.build();
  }

  private static Optional<MatchRequest> request(RouteRuleSpec rule) {
    return Optional.ofNullable(rule.match()).map(MatchCondition::request);
  }

  private static void add(MatchRequest request, RouteMatch.Builder match) {
    new TreeMap<>(request.headers())
        .forEach(
            (name, condition) -> {
              if (!name.equals(URI)) {
                match.addHeaders(StringMatchers.header(header(name), condition));
              }
            });
    new TreeMap<>(request.withoutHeaders())
        .forEach(
            (name, condition) -> match.addHeaders(StringMatchers.without(header(name), condition)));
    new TreeMap<>(request.queryParams())
        .forEach(
            (name, condition) ->
                match.addQueryParameters(StringMatchers.parameter(name, condition)));
  }

  private static String header(String name) {
    return PSEUDO_HEADERS.getOrDefault(name, name);
  }
}
