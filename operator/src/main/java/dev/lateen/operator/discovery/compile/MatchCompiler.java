package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.MatchCondition;
import dev.lateen.crds.v1alpha1.MatchRequest;
import dev.lateen.crds.v1alpha1.RouteRuleSpec;
import dev.lateen.crds.v1alpha1.StringMatch;
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

  /** What the rule says of request headers; empty where it takes every request. */
  static Map<String, StringMatch> headers(RouteRuleSpec rule) {
    return Optional.ofNullable(rule.match())
        .map(MatchCondition::request)
        .map(MatchRequest::headers)
        .orElse(Map.of());
  }

  /** The rule's condition on the path. */
  static Optional<StringMatch> uri(RouteRuleSpec rule) {
    return Optional.ofNullable(headers(rule).get(URI));
  }

  /** The rule's conditions but that on the path, and the given one on the path. */
  static RouteMatch compile(RouteRuleSpec rule, PathCondition path) {
    var match = RouteMatch.newBuilder();
    path.addTo(match);
    new TreeMap<>(headers(rule))
        .forEach(
            (name, condition) -> {
              if (!name.equals(URI)) {
                match.addHeaders(
                    StringMatchers.header(PSEUDO_HEADERS.getOrDefault(name, name), condition));
              }
            });
    return match.build();
  }
}
