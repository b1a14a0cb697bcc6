package dev.lateen.sidecar.filter;

import dev.lateen.sidecar.model.PathMatch;
import dev.lateen.sidecar.model.PathRewrite;

/** Rewrites request targets (TM-041); the query stays. */
public final class PathEditor {
  private PathEditor() {}

  /**
   * The new target.
   *
   * @param match of the route: what {@link PathRewrite.Matched} replaces
   * @param path without query
   * @param query with its question mark, or empty
   */
  public static String rewrite(PathRewrite rewrite, PathMatch match, String path, String query) {
    return switch (rewrite) {
      case PathRewrite.None none -> path + query;
      case PathRewrite.Full full -> full.path() + query;
      case PathRewrite.Regex regex ->
          regex.pattern().matcher(path).replaceAll(regex.substitution()) + query;
      case PathRewrite.Matched matched -> matched(matched.replacement(), match, path) + query;
    };
  }

  private static String matched(String replacement, PathMatch match, String path) {
    return switch (match) {
      case PathMatch.Prefix prefix ->
          replacement + path.substring(Math.min(prefix.prefix().length(), path.length()));
      case PathMatch.Exact exact -> replacement;
      case PathMatch.Regex regex -> replacement;
    };
  }
}
