package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.KindRules.all;
import static dev.lateen.crds.validation.KindRules.when;

import dev.lateen.crds.Expressions;
import java.util.List;
import java.util.stream.Stream;

/** The rules of a condition on a text (TM-025, TM-026, TM-028). */
final class StringMatchRules {
  private static final List<String> ALTERNATIVES = List.of("exact", "prefix", "regex");

  private StringMatchRules() {}

  /** A condition that may be {@code {}}: the text is there. */
  static Stream<FieldError> check(Field match) {
    return all(
        when(
            ALTERNATIVES.stream().filter(match::has).count() > 1,
            match,
            "exactly one of exact, prefix, regex must be set"),
        expression(match.child("regex")));
  }

  /** Whether a condition says anything (TM-026). */
  static Stream<FieldError> notEmpty(Field match) {
    return Stream.concat(
        when(
            match.node().isObject() && ALTERNATIVES.stream().noneMatch(match::has),
            match,
            "exactly one of exact, prefix, regex must be set"),
        Stream.concat(Stream.of(match), ALTERNATIVES.stream().map(match::child))
            .filter(field -> field.node().isTextual() && field.text().isEmpty())
            .map(field -> field.error("must not be empty")));
  }

  /** A regular expression that may be absent. */
  static Stream<FieldError> expression(Field regex) {
    return regex.node().isTextual()
        ? Expressions.problem(regex.text()).map(regex::error).stream()
        : Stream.empty();
  }
}
