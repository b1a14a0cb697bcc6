package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.StringMatch;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.QueryParameterMatcher;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;

/** Conditions on texts (TM-025): case-sensitive, expressions match the whole text. */
final class StringMatchers {
  private StringMatchers() {}

  static RegexMatcher regex(String expression) {
    return RegexMatcher.newBuilder().setRegex(expression).build();
  }

  static StringMatcher of(StringMatch condition) {
    var matcher = StringMatcher.newBuilder();
    if (says(condition.regex())) {
      return matcher.setSafeRegex(regex(condition.regex())).build();
    }
    if (says(condition.prefix())) {
      return matcher.setPrefix(condition.prefix()).build();
    }
    return matcher.setExact(says(condition.exact()) ? condition.exact() : "").build();
  }

  /** Escapes what has a meaning in an expression, in the way every dialect understands. */
  static String quoted(String text) {
    return text.replaceAll("([^A-Za-z0-9/_-])", "\\\\$1");
  }

  /** Every value begins with the empty prefix: then the header only has to be there. */
  static HeaderMatcher header(String name, StringMatch condition) {
    var matcher = HeaderMatcher.newBuilder().setName(name);
    return isPresence(condition)
        ? matcher.setPresentMatch(true).build()
        : matcher.setStringMatch(of(condition)).build();
  }

  /** The condition that none of the values of a header fulfils, nor does a missing one. */
  static HeaderMatcher without(String name, StringMatch condition) {
    return header(name, condition).toBuilder()
        .setInvertMatch(true)
        .setTreatMissingHeaderAsEmpty(!isPresence(condition))
        .build();
  }

  static QueryParameterMatcher parameter(String name, StringMatch condition) {
    var matcher = QueryParameterMatcher.newBuilder().setName(name);
    return isPresence(condition)
        ? matcher.setPresentMatch(true).build()
        : matcher.setStringMatch(of(condition)).build();
  }

  private static boolean isPresence(StringMatch condition) {
    return condition.isAny() || (condition.prefix() != null && condition.prefix().isEmpty());
  }

  /** Proxies refuse empty prefixes and expressions. */
  private static boolean says(String text) {
    return text != null && !text.isEmpty();
  }
}
