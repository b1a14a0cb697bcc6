package dev.lateen.sidecar.xds.route;

import dev.lateen.sidecar.model.PathRewrite;
import dev.lateen.sidecar.model.Regex;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatchAndSubstitute;

/** Decodes what becomes of a path. */
final class Rewrites {
  private Rewrites() {}

  /** {@code prefix_rewrite}: replaces what the match of the route covered. */
  static PathRewrite prefix(String replacement, RouteMatch match) {
    return match.hasSafeRegex()
        ? new PathRewrite.Full(replacement)
        : new PathRewrite.Matched(replacement);
  }

  /** {@code regex_rewrite}. */
  static PathRewrite regex(RegexMatchAndSubstitute rewrite, FieldPath at) {
    Regex regex = Values.regex(rewrite.getPattern().getRegex(), at.at("pattern.regex"));
    return new PathRewrite.Matches(
        regex, substitution(rewrite.getSubstitution(), regex.groups(), at.at("substitution")));
  }

  /** Turns {@code \1} of RE2 into {@code $1}, and escapes what else means something. */
  private static String substitution(String text, int groups, FieldPath at) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        result.append(Regex.literal(String.valueOf(c)));
        continue;
      }
      i++;
      char next = i < text.length() ? text.charAt(i) : ' ';
      if (next == '\\') {
        result.append("\\\\");
      } else if (next >= '0' && next <= '9' && next - '0' <= groups) {
        result.append('$').append(next).append(digitAfter(text, i) ? "\\" : "");
      } else {
        throw at.invalid(
            "\""
                + text
                + "\": after a backslash comes a group in 0.."
                + groups
                + " or a backslash");
      }
    }
    return result.toString();
  }

  private static boolean digitAfter(String text, int index) {
    return index + 1 < text.length() && Character.isDigit(text.charAt(index + 1));
  }
}
