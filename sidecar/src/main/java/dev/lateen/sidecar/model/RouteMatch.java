package dev.lateen.sidecar.model;

import java.util.List;

/**
 * Which requests a route takes: the path and all other conditions (TM-022).
 *
 * @param path matched against the path without its query
 * @param headers all must hold; names may be the pseudo-headers {@code :method}, {@code
 *     :authority}, {@code :scheme}, {@code :path}
 * @param query all must hold
 */
public record RouteMatch(PathMatch path, List<HeaderMatch> headers, List<QueryMatch> query) {
  /** Every request. */
  public static final RouteMatch ANY = prefix("/");

  /** Copies the lists. */
  public RouteMatch {
    headers = List.copyOf(headers);
    query = List.copyOf(query);
  }

  /** Requests whose path starts so. */
  public static RouteMatch prefix(String prefix) {
    return new RouteMatch(new PathMatch.Prefix(prefix, false), List.of(), List.of());
  }

  /** Requests of exactly this path. */
  public static RouteMatch exact(String path) {
    return new RouteMatch(new PathMatch.Exact(path, false), List.of(), List.of());
  }

  /** The same with header conditions in place of its own. */
  public RouteMatch withHeaders(List<HeaderMatch> conditions) {
    return new RouteMatch(path, conditions, query);
  }

  /** Whether the request matches. */
  public boolean matches(RequestHead head) {
    if (!path.matches(head.path())) {
      return false;
    }
    for (int i = 0, count = headers.size(); i < count; i++) {
      if (!headers.get(i).matches(head)) {
        return false;
      }
    }
    for (int i = 0, count = query.size(); i < count; i++) {
      if (!query.get(i).matches(head)) {
        return false;
      }
    }
    return true;
  }
}
