package dev.lateen.sidecar.model;

/** What becomes of the path; the query stays. */
public sealed interface PathRewrite {
  /** Leaves the path alone. */
  PathRewrite NONE = new None();

  /** Leaves the path alone. */
  record None() implements PathRewrite {}

  /**
   * Replaces what the route's path match covered: its prefix, or the whole path of an exact match
   * (xDS {@code prefix_rewrite}).
   *
   * @param replacement put in its place
   */
  record Matched(String replacement) implements PathRewrite {}

  /**
   * Replaces the whole path.
   *
   * @param path put in its place
   */
  record Full(String path) implements PathRewrite {}

  /**
   * Replaces every match of an expression (xDS {@code regex_rewrite}).
   *
   * @param regex the expression
   * @param substitution see {@link Regex#replaceAll}; a decoder of xDS turns {@code \1} into it
   */
  record Matches(Regex regex, String substitution) implements PathRewrite {}
}
