package dev.lateen.sidecar.model;

import java.util.regex.Pattern;

/** A condition on the path without query. */
public sealed interface PathMatch {
  /** Whether the path matches. */
  boolean matches(String path);

  /**
   * Paths that start so. Prefix {@code /} takes every path, also {@code *} of {@code OPTIONS *}.
   *
   * @param prefix compared with the start of the path
   * @param ignoreCase compare without case
   */
  record Prefix(String prefix, boolean ignoreCase) implements PathMatch {
    @Override
    public boolean matches(String path) {
      return prefix.equals("/") || path.regionMatches(ignoreCase, 0, prefix, 0, prefix.length());
    }
  }

  /**
   * Exactly this path.
   *
   * @param path compared with the whole path
   * @param ignoreCase compare without case
   */
  record Exact(String path, boolean ignoreCase) implements PathMatch {
    @Override
    public boolean matches(String other) {
      return ignoreCase ? path.equalsIgnoreCase(other) : path.equals(other);
    }
  }

  /**
   * The whole path matches the expression.
   *
   * @param pattern RE2 syntax, run by java.util.regex: what RE2 accepts is a subset of it but for
   *     {@code \C}, {@code \pN} short classes agree
   */
  record Regex(Pattern pattern) implements PathMatch {
    /**
     * Compiles once.
     *
     * @throws java.util.regex.PatternSyntaxException when it is no expression
     */
    public static Regex of(String expression) {
      return new Regex(Pattern.compile(expression));
    }

    @Override
    public boolean matches(String path) {
      return pattern.matcher(path).matches();
    }
  }
}
