package dev.lateen.operator.discovery.compile;

import com.google.protobuf.BoolValue;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import java.util.Optional;

/**
 * A condition on the path of a request, without its query.
 *
 * @param path the condition
 * @param ignoreCase whether letters compare without case; not of expressions (TS-01)
 * @param also a second condition on the same path, where one cannot say both
 */
record PathCondition(Path path, boolean ignoreCase, Optional<HeaderMatcher> also) {

  static final PathCondition ANY = of(new Path.Prefix("/"));

  static PathCondition of(Path path) {
    return new PathCondition(path, false, Optional.empty());
  }

  PathCondition and(HeaderMatcher condition) {
    return new PathCondition(path, ignoreCase, Optional.of(condition));
  }

  PathCondition ignoringCase() {
    return path instanceof Path.Regex ? this : new PathCondition(path, true, also);
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
    if (ignoreCase) {
      match.setCaseSensitive(BoolValue.of(false));
    }
    also.ifPresent(match::addHeaders);
  }
}
