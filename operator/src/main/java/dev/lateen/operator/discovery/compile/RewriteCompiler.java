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
    Optional.ofNullable(rewrite.uriRegexRewrite())
        .ifPresent(regex -> action.setRegexRewrite(substitute(regex.match(), regex.rewrite())));
    Optional.ofNullable(rewrite.uri())
        .ifPresent(
            uri ->
                matchedPrefix(rule)
                    .ifPresentOrElse(
                        prefix -> replacePrefix(action, uri, prefix, path),
                        () -> replaceAll(action, uri)));
  }

  private static Optional<String> matchedPrefix(RouteRuleSpec rule) {
    return MatchCompiler.uri(rule).map(UriMatch::match).map(StringMatch::prefix);
  }

  /** A route may match more than the rule's prefix; what it matches beyond stays. */
  private static void replacePrefix(
      RouteAction.Builder action, String uri, String prefix, PathCondition path) {
    switch (path.path()) {
      case Path.Regex _ ->
          action.setRegexRewrite(substitute("^" + StringMatchers.quoted(prefix), literal(uri)));
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
    action.setRegexRewrite(substitute(WHOLE_PATH, literal(uri)));
  }

  private static RegexMatchAndSubstitute substitute(String pattern, String substitution) {
    return RegexMatchAndSubstitute.newBuilder()
        .setPattern(StringMatchers.regex(pattern))
        .setSubstitution(substitution)
        .build();
  }

  private static String literal(String uri) {
    return uri.replace("\\", "\\\\");
  }
}
