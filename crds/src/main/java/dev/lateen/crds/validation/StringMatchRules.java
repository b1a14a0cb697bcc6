package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.KindRules.all;
import static dev.lateen.crds.validation.KindRules.when;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The rules of a condition on a text (TM-025, TM-026, TM-028). */
final class StringMatchRules {
  private static final List<String> ALTERNATIVES = List.of("exact", "prefix", "regex");

  /** Look-around, atomic groups, possessive quantifiers and back references. */
  private static final Pattern NOT_LINEAR =
      Pattern.compile("\\(\\?(?:[=!>]|<[=!])|[*+?}]\\+|\\\\[1-9]|\\\\k<");

  private StringMatchRules() {}

  static Stream<FieldError> check(Field match) {
    var given = ALTERNATIVES.stream().filter(match::has).toList();
    return all(
        when(
            match.node().isObject() && given.size() != 1,
            match,
            "exactly one of exact, prefix, regex must be set"),
        regex(match.child("regex")));
  }

  /** Whether a condition on the path says anything (TM-026). */
  static Stream<FieldError> notEmpty(Field match) {
    return Stream.concat(Stream.of(match), ALTERNATIVES.stream().map(match::child))
        .filter(field -> field.node().isTextual() && field.text().isEmpty())
        .map(field -> field.error("must not be empty"));
  }

  private static Stream<FieldError> regex(Field regex) {
    if (!regex.node().isTextual()) {
      return Stream.empty();
    }
    try {
      Pattern.compile(regex.text());
    } catch (PatternSyntaxException e) {
      return Stream.of(
          regex.error("is not a regular expression: " + e.getDescription() + "; correct it"));
    }
    return when(
        NOT_LINEAR.matcher(regex.text()).find(),
        regex,
        "look-around, atomic groups, possessive quantifiers and back references are not supported:"
            + " write it without them");
  }
}
