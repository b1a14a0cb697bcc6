package dev.lateen.sidecar.http;

import dev.lateen.sidecar.filter.PathEditor;
import dev.lateen.sidecar.model.Redirect;
import dev.lateen.sidecar.model.RouteMatch;

/** Where a redirect points (TM-040). */
final class Redirects {
  private Redirects() {}

  static String location(Redirect redirect, RouteMatch match, RequestTarget target) {
    String scheme = redirect.scheme().orElse(target.scheme());
    String authority = redirect.host().orElse(target.authority());
    if (redirect.port().isPresent()) {
      authority = withoutPort(authority) + ":" + redirect.port().getAsInt();
    }
    String query = redirect.stripsQuery() ? "" : target.query();
    return scheme
        + "://"
        + authority
        + PathEditor.rewrite(redirect.path(), match.path(), target.path(), query);
  }

  private static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }
}
