package dev.lateen.crds;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;

/**
 * What regular expressions rules may hold: those of RE2, which match in time proportional to the
 * text, and of them only those that stay small when counted repetitions are written out.
 */
public final class Expressions {
  /** How many characters and operators an expression may have, repetitions written out. */
  public static final int MAX_SIZE = 2000;

  private Expressions() {}

  /**
   * What is wrong with an expression.
   *
   * @param expression anything
   * @return the problem and its remedy; empty for an expression that may be used
   */
  public static Optional<String> problem(String expression) {
    long size = size(expression);
    if (size > MAX_SIZE) {
      return Optional.of(
          "has "
              + size
              + " steps with its repetitions written out, more than "
              + MAX_SIZE
              + ": repeat less");
    }
    try {
      Pattern.compile(expression);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of(
          "is not an RE2 expression: "
              + e.getDescription()
              + " in "
              + e.getPattern()
              + "; look-around, back references, atomic groups and possessive quantifiers do not"
              + " exist there: write it without them");
    }
  }

  /** An estimate from above, made without writing anything out. */
  private static long size(String expression) {
    var outer = new ArrayDeque<Long>();
    long sum = 0;
    long atom = 0;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      int end = c == '{' ? end(expression, i) : i;
      if (c == '(') {
        outer.push(sum);
        sum = 0;
        atom = 1;
      } else if (c == ')') {
        atom = sum + 1;
        sum = atom + (outer.isEmpty() ? 0 : outer.pop());
      } else if (end > i) {
        long more = (largest(expression, i + 1, end) - 1) * atom;
        atom = Math.min(atom + more, Integer.MAX_VALUE);
        sum = Math.min(sum + more, Integer.MAX_VALUE);
        i = end;
      } else {
        i += c == '\\' ? 1 : 0;
        atom = 1;
        sum++;
      }
    }
    return outer.stream().reduce(sum, Long::sum);
  }

  /** Where the repetition that begins with this brace ends; the brace itself where it is none. */
  private static int end(String expression, int brace) {
    int i = brace + 1;
    while (i < expression.length() && "0123456789,".indexOf(expression.charAt(i)) >= 0) {
      i++;
    }
    return i > brace + 1 && i < expression.length() && expression.charAt(i) == '}' ? i : brace;
  }

  /** The largest of the numbers of a repetition, at least 1. */
  private static long largest(String expression, int from, int to) {
    return Arrays.stream(expression.substring(from, to).split(","))
        .filter(number -> !number.isEmpty())
        .mapToLong(number -> number.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(number))
        .reduce(1, Math::max);
  }
}
