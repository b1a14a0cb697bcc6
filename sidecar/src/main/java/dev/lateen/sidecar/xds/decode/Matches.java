package dev.lateen.sidecar.xds.decode;

import dev.lateen.sidecar.model.HeaderMatch;
import dev.lateen.sidecar.model.QueryMatch;
import dev.lateen.sidecar.model.StringMatch;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.QueryParameterMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** String and header matchers. */
public final class Matches {
  private static final Set<String> PSEUDO_HEADERS =
      Set.of(":method", ":authority", ":scheme", ":path");

  private Matches() {}

  /** All conditions on headers. */
  public static List<HeaderMatch> headers(List<HeaderMatcher> matchers, FieldPath at) {
    List<HeaderMatch> matches = new ArrayList<>();
    for (int i = 0; i < matchers.size(); i++) {
      matches.add(header(matchers.get(i), at.at("headers", i)));
    }
    return matches;
  }

  /** A condition on a text. */
  public static StringMatch string(StringMatcher matcher, FieldPath at) {
    boolean ignoreCase = matcher.getIgnoreCase();
    return switch (matcher.getMatchPatternCase()) {
      case EXACT -> new StringMatch.Exact(matcher.getExact(), ignoreCase);
      case PREFIX -> new StringMatch.Prefix(matcher.getPrefix(), ignoreCase);
      case SUFFIX -> new StringMatch.Suffix(matcher.getSuffix(), ignoreCase);
      case CONTAINS -> new StringMatch.Contains(matcher.getContains(), ignoreCase);
      case SAFE_REGEX -> regex(matcher.getSafeRegex().getRegex(), at.at("safe_regex.regex"));
      case CUSTOM -> throw at.at("custom").invalid("is not supported by this proxy");
      case MATCHPATTERN_NOT_SET -> throw at.invalid("says nothing to match; set exact or another");
    };
  }

  private static HeaderMatch header(HeaderMatcher matcher, FieldPath at) {
    String name = matcher.getName().toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      throw at.at("name").invalid("is empty; name a header");
    }
    if (name.startsWith(":") && !PSEUDO_HEADERS.contains(name)) {
      throw at.at("name").invalid("unknown pseudo-header \"" + name + "\"");
    }
    boolean absent = matcher.hasPresentMatch() && !matcher.getPresentMatch();
    return new HeaderMatch(
        name,
        value(matcher, at),
        matcher.getInvertMatch() != absent,
        matcher.getTreatMissingHeaderAsEmpty());
  }

  /** All conditions on parameters of the query. */
  public static List<QueryMatch> query(List<QueryParameterMatcher> matchers, FieldPath at) {
    List<QueryMatch> matches = new ArrayList<>();
    for (int i = 0; i < matchers.size(); i++) {
      matches.add(parameter(matchers.get(i), at.at("query_parameters", i)));
    }
    return matches;
  }

  private static QueryMatch parameter(QueryParameterMatcher matcher, FieldPath at) {
    if (matcher.getName().isEmpty()) {
      throw at.at("name").invalid("is empty; name a parameter");
    }
    return new QueryMatch(
        matcher.getName(),
        matcher.hasStringMatch()
            ? string(matcher.getStringMatch(), at.at("string_match"))
            : new StringMatch.Present());
  }

  @SuppressWarnings("deprecation") // older control planes still send the plain forms
  private static StringMatch value(HeaderMatcher matcher, FieldPath at) {
    return switch (matcher.getHeaderMatchSpecifierCase()) {
      case STRING_MATCH -> string(matcher.getStringMatch(), at.at("string_match"));
      case EXACT_MATCH -> StringMatch.exact(matcher.getExactMatch());
      case PREFIX_MATCH -> StringMatch.prefix(matcher.getPrefixMatch());
      case SUFFIX_MATCH -> new StringMatch.Suffix(matcher.getSuffixMatch(), false);
      case CONTAINS_MATCH -> new StringMatch.Contains(matcher.getContainsMatch(), false);
      case SAFE_REGEX_MATCH ->
          regex(matcher.getSafeRegexMatch().getRegex(), at.at("safe_regex_match.regex"));
      case PRESENT_MATCH, HEADERMATCHSPECIFIER_NOT_SET -> new StringMatch.Present();
      case RANGE_MATCH -> throw at.at("range_match").invalid("is not supported by this proxy");
    };
  }

  private static StringMatch regex(String expression, FieldPath at) {
    return new StringMatch.Matching(Values.regex(expression, at));
  }
}
