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
      case PathRewrite.Matches matches ->
          matches.regex().replaceAll(path, matches.substitution()) + query;
      case PathRewrite.Matched matched -> matched(matched.replacement(), match, path) + query;
    };
  }

  private static String matched(String replacement, PathMatch match, String path) {
    return switch (match) {
      case PathMatch.Prefix prefix -> behind(replacement, path, prefix.prefix());
      case PathMatch.Elements elements -> behind(replacement, path, elements.prefix());
      case PathMatch.Connect none -> path;
      case PathMatch.Exact exact -> replacement;
      case PathMatch.Matching matching -> replacement;
    };
  }

  private static String behind(String replacement, String path, String prefix) {
    return replacement + path.substring(Math.min(prefix.length(), path.length()));
  }
}
