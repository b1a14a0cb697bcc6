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
    if (says(condition.regex())) {
      return matcher.setSafeRegex(regex(condition.regex())).build();
    }
    if (says(condition.prefix())) {
      return matcher.setPrefix(condition.prefix()).build();
    }
    return matcher.setExact(says(condition.exact()) ? condition.exact() : "").build();
  }

  /** Every value begins with the empty prefix: then the header only has to be there. */
  static HeaderMatcher header(String name, StringMatch condition) {
    var matcher = HeaderMatcher.newBuilder().setName(name);
    return condition.prefix() != null && condition.prefix().isEmpty()
        ? matcher.setPresentMatch(true).build()
        : matcher.setStringMatch(of(condition)).build();
  }

  /** Proxies refuse empty prefixes and expressions. */
  private static boolean says(String text) {
    return text != null && !text.isEmpty();
  }
}
