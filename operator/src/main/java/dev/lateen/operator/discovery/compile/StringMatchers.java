package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.StringMatch;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
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
    if (condition.regex() != null) {
      return matcher.setSafeRegex(regex(condition.regex())).build();
    }
    if (condition.prefix() != null) {
      return matcher.setPrefix(condition.prefix()).build();
    }
    return matcher.setExact(condition.exact() == null ? "" : condition.exact()).build();
  }

  static HeaderMatcher header(String name, StringMatch condition) {
    return HeaderMatcher.newBuilder().setName(name).setStringMatch(of(condition)).build();
  }
}
