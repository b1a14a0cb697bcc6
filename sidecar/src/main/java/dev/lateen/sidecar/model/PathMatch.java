package dev.lateen.sidecar.model;

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
   * This path, or one below it: {@code /a} takes {@code /a} and {@code /a/b} but not {@code /ab}.
   *
   * @param prefix without a slash at its end
   * @param ignoreCase compare without case
   */
  record Elements(String prefix, boolean ignoreCase) implements PathMatch {
    @Override
    public boolean matches(String path) {
      int length = prefix.length();
      return path.regionMatches(ignoreCase, 0, prefix, 0, length)
          && (path.length() == length || path.charAt(length) == '/');
    }
  }

  /** Requests of CONNECT, which have no path, and no others. */
  record Connect() implements PathMatch {
    @Override
    public boolean matches(String path) {
      return path.isEmpty();
    }
  }

  /**
   * The whole path matches the expression.
   *
   * @param regex the expression
   */
  record Matching(Regex regex) implements PathMatch {
    @Override
    public boolean matches(String path) {
      return regex.matches(path);
    }
  }
}
