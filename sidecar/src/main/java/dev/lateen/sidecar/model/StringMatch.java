package dev.lateen.sidecar.model;

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
   * @param ignoreCase compare without case
   */
  record Contains(String value, boolean ignoreCase) implements StringMatch {
    @Override
    public boolean matches(String text) {
      if (!ignoreCase) {
        return text.contains(value);
      }
      for (int i = 0; i + value.length() <= text.length(); i++) {
        if (text.regionMatches(true, i, value, 0, value.length())) {
          return true;
        }
      }
      return false;
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
   * @param regex the expression
   */
  record Matching(Regex regex) implements StringMatch {
    @Override
    public boolean matches(String text) {
      return regex.matches(text);
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
    return new Matching(Regex.of(expression));
  }
}
