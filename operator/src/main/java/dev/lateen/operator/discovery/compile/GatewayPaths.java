package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.gateway.model.RequestMatch.Path;
import dev.lateen.operator.gateway.model.RuleAction.PathChange;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatchAndSubstitute;

/** Changes of paths that routes of the Gateway API ask for; the query stays. */
final class GatewayPaths {
  private static final String WHOLE_PATH = "^/.*$";

  private GatewayPaths() {}

  static RegexMatchAndSubstitute compile(PathChange change, Path matched) {
    return switch (change) {
      case PathChange.Full(var value) -> substitute(WHOLE_PATH, value.isEmpty() ? "/" : value);
      case PathChange.Prefix(var value) -> replacePrefix(matched, withoutLastSlash(value));
    };
  }

  /**
   * Prefixes are whole elements: what follows one is nothing or begins with a slash, which stays.
   */
  private static RegexMatchAndSubstitute replacePrefix(Path matched, String replacement) {
    String prefix =
        switch (matched) {
          case Path.Prefix(var value) -> withoutLastSlash(value);
          case Path.Exact(var value) -> withoutLastSlash(value);
          case Path.Regex _ -> "";
        };
    String pattern = "^" + StringMatchers.quoted(prefix);
    return replacement.isEmpty()
        ? substitute(pattern + "/?", "/")
        : substitute(pattern, replacement);
  }

  private static RegexMatchAndSubstitute substitute(String pattern, String replacement) {
    return RegexMatchAndSubstitute.newBuilder()
        .setPattern(StringMatchers.regex(pattern))
        .setSubstitution(replacement.replace("\\", "\\\\"))
        .build();
  }

  private static String withoutLastSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
