package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.HttpRewrite;
import dev.lateen.crds.v1alpha1.RouteRuleSpec;
import dev.lateen.crds.v1alpha1.StringMatch;
import dev.lateen.operator.discovery.compile.PathCondition.Path;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatchAndSubstitute;
import java.util.Optional;

/**
 * Changes of path and host before forwarding (TM-041): the path is replaced as a whole, or only its
 * prefix where the rule matches one. The query stays.
 */
final class RewriteCompiler {
  private static final String WHOLE_PATH = "^/.*$";

  private RewriteCompiler() {}

  static void apply(RouteAction.Builder action, RouteRuleSpec rule, PathCondition path) {
    HttpRewrite rewrite = rule.rewrite();
    Optional.ofNullable(rewrite.authority()).ifPresent(action::setHostRewriteLiteral);
    Optional.ofNullable(rewrite.uri())
        .ifPresent(
            uri ->
                matchedPrefix(rule)
                    .ifPresentOrElse(
                        prefix -> replacePrefix(action, uri, prefix, path),
                        () -> replaceAll(action, uri)));
  }

  private static Optional<String> matchedPrefix(RouteRuleSpec rule) {
    return MatchCompiler.uri(rule).map(StringMatch::prefix);
  }

  /** A route may match more than the rule's prefix; what it matches beyond stays. */
  private static void replacePrefix(
      RouteAction.Builder action, String uri, String prefix, PathCondition path) {
    switch (path.path()) {
      case Path.Regex _ -> action.setRegexRewrite(substitute("^" + quoted(prefix), uri));
      case Path.Exact(var matched) ->
          action.setPrefixRewrite(uri + matched.substring(prefix.length()));
      case Path.Prefix(var matched) ->
          action.setPrefixRewrite(uri + matched.substring(prefix.length()));
      case Path.Elements(var matched) ->
          action.setPrefixRewrite(
              uri + matched.substring(Math.min(prefix.length(), matched.length())));
    }
  }

  private static void replaceAll(RouteAction.Builder action, String uri) {
    action.setRegexRewrite(substitute(WHOLE_PATH, uri));
  }

  private static RegexMatchAndSubstitute substitute(String pattern, String uri) {
    return RegexMatchAndSubstitute.newBuilder()
        .setPattern(StringMatchers.regex(pattern))
        .setSubstitution(uri.replace("\\", "\\\\"))
        .build();
  }

  /** Escapes what has a meaning in an expression, in the way every dialect understands. */
  private static String quoted(String text) {
    return text.replaceAll("([^A-Za-z0-9/_-])", "\\\\$1");
  }
}
