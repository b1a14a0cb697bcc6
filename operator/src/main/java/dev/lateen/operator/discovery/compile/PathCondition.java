package dev.lateen.operator.discovery.compile;

import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import java.util.Optional;

/**
 * A condition on the path of a request, without its query.
 *
 * @param path the condition
 * @param also a second condition on the same path, where one cannot say both
 */
record PathCondition(Path path, Optional<HeaderMatcher> also) {

  static final PathCondition ANY = of(new Path.Prefix("/"));

  static PathCondition of(Path path) {
    return new PathCondition(path, Optional.empty());
  }

  /** The ways a path is compared. */
  sealed interface Path {
    record Exact(String value) implements Path {}

    record Prefix(String value) implements Path {}

    /** By whole path elements: {@code /a} takes {@code /a} and {@code /a/b}, not {@code /ab}. */
    record Elements(String value) implements Path {}

    record Regex(String value) implements Path {}
  }

  void addTo(RouteMatch.Builder match) {
    switch (path) {
      case Path.Exact(var value) -> match.setPath(value);
      case Path.Prefix(var value) -> match.setPrefix(value);
      case Path.Elements(var value) when value.equals("/") -> match.setPrefix(value);
      case Path.Elements(var value) -> match.setPathSeparatedPrefix(value);
      case Path.Regex(var value) -> match.setSafeRegex(StringMatchers.regex(value));
    }
    also.ifPresent(match::addHeaders);
  }
}
