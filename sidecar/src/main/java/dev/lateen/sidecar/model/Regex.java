package dev.lateen.sidecar.model;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * A regular expression of RE2 syntax. It is matched in time proportional to the text and never by
 * trying alternatives again, so that no expression and no text can hold an event loop up: a match
 * takes at most {@link #MAX_WORK} steps, one for each character and place in the expression. Texts
 * that would take more match nothing. Immutable and safe to share.
 *
 * @param pattern compiled once
 */
public record Regex(Pattern pattern) {
  /** Steps of one match: 8000 characters against an expression of 50 places. */
  public static final int MAX_WORK = 400_000;

  private static final int MAX_SIZE = 4000;

  /**
   * Compiles once.
   *
   * @throws IllegalArgumentException when it is no expression of RE2, or one that is too large
   */
  public static Regex of(String expression) {
    Regex regex = new Regex(Pattern.compile(expression));
    if (regex.pattern.programSize() > MAX_SIZE) {
      throw new IllegalArgumentException(
          "the expression "
              + expression
              + " has "
              + regex.pattern.programSize()
              + " places, more than "
              + MAX_SIZE);
    }
    return regex;
  }

  /** Whether the whole text matches. */
  public boolean matches(String text) {
    return fits(text) && pattern.matches(text);
  }

  /**
   * The text with every match replaced.
   *
   * @param substitution groups are {@code $1}; a backslash takes the meaning of what follows
   */
  public String replaceAll(String text, String substitution) {
    return fits(text) ? pattern.matcher(text).replaceAll(substitution) : text;
  }

  /** The number of groups. */
  public int groups() {
    return pattern.groupCount();
  }

  /** A substitution that stands for this text. */
  public static String literal(String text) {
    return Matcher.quoteReplacement(text);
  }

  private boolean fits(String text) {
    return (long) text.length() * pattern.programSize() <= MAX_WORK;
  }

  @Override
  public String toString() {
    return pattern.pattern();
  }
}
