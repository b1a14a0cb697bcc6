package dev.lateen.sidecar.model;

import java.util.regex.Pattern;

/** A condition on a text (xDS {@code StringMatcher}); case-sensitive unless said (TM-025). */
public sealed interface StringMatch {
  /** Whether the text matches. */
  boolean matches(String text);

  /**
   * Equal.
   *
   * @param value compared with the whole text
   * @param ignoreCase compare without case
   */
  record Exact(String value, boolean ignoreCase) implements StringMatch {
    @Override
    public boolean matches(String text) {
      return ignoreCase ? value.equalsIgnoreCase(text) : value.equals(text);
    }
  }

  /**
   * Starts with.
   *
   * @param value compared with the start
   * @param ignoreCase compare without case
   */
  record Prefix(String value, boolean ignoreCase) implements StringMatch {
    @Override
    public boolean matches(String text) {
      return text.regionMatches(ignoreCase, 0, value, 0, value.length());
    }
  }

  /**
   * Ends with.
   *
   * @param value compared with the end
   * @param ignoreCase compare without case
   */
  record Suffix(String value, boolean ignoreCase) implements StringMatch {
    @Override
    public boolean matches(String text) {
      return text.regionMatches(
          ignoreCase, text.length() - value.length(), value, 0, value.length());
    }
  }

  /**
   * Contains.
   *
   * @param value looked for anywhere
   */
  record Contains(String value) implements StringMatch {
    @Override
    public boolean matches(String text) {
      return text.contains(value);
    }
  }

  /** Any text: the header is there. */
  record Present() implements StringMatch {
    @Override
    public boolean matches(String text) {
      return true;
    }
  }

  /**
   * The whole text matches the expression.
   *
   * @param pattern RE2 syntax, run by java.util.regex (see {@link PathMatch.Regex})
   */
  record Regex(Pattern pattern) implements StringMatch {
    /**
     * Compiles once.
     *
     * @throws java.util.regex.PatternSyntaxException when it is no expression
     */
    public static Regex of(String expression) {
      return new Regex(Pattern.compile(expression));
    }

    @Override
    public boolean matches(String text) {
      return pattern.matcher(text).matches();
    }
  }

  /** Equal, with case. */
  static StringMatch exact(String value) {
    return new Exact(value, false);
  }

  /** Starts with, with case. */
  static StringMatch prefix(String value) {
    return new Prefix(value, false);
  }

  /** Matches the whole expression. */
  static StringMatch regex(String expression) {
    return Regex.of(expression);
  }
}
