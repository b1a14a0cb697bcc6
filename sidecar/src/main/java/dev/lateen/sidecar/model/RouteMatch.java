package dev.lateen.sidecar.model;

import java.util.List;

/**
 * Which requests a route takes: the path and all header conditions (TM-022).
 *
 * @param path matched against the path without its query
 * @param headers all must hold; names may be the pseudo-headers {@code :method}, {@code
 *     :authority}, {@code :scheme}, {@code :path}
 */
public record RouteMatch(PathMatch path, List<HeaderMatch> headers) {
  /** Every request. */
  public static final RouteMatch ANY = prefix("/");

  /** Copies the list. */
  public RouteMatch {
    headers = List.copyOf(headers);
  }

  /** Requests whose path starts so. */
  public static RouteMatch prefix(String prefix) {
    return new RouteMatch(new PathMatch.Prefix(prefix, false), List.of());
  }

  /** Requests of exactly this path. */
  public static RouteMatch exact(String path) {
    return new RouteMatch(new PathMatch.Exact(path, false), List.of());
  }

  /** The same with header conditions in place of its own. */
  public RouteMatch withHeaders(List<HeaderMatch> conditions) {
    return new RouteMatch(path, conditions);
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
    return true;
  }
}
