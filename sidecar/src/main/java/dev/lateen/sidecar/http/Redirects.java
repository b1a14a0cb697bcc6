package dev.lateen.sidecar.http;

import dev.lateen.sidecar.filter.PathEditor;
import dev.lateen.sidecar.model.Redirect;
import dev.lateen.sidecar.model.RouteMatch;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;

/** Answers that point elsewhere (TM-040). */
final class Redirects {
  private Redirects() {}

  static FullHttpResponse answer(Redirect redirect, RouteMatch match, RequestTarget target) {
    FullHttpResponse answer = LocalReply.of(HttpResponseStatus.valueOf(redirect.status()), "");
    answer.headers().set(HttpHeaderNames.LOCATION, location(redirect, match, target));
    return answer;
  }

  private static String location(Redirect redirect, RouteMatch match, RequestTarget target) {
    String scheme = redirect.scheme().orElse(target.scheme());
    String authority = authority(redirect, scheme, target);
    String query = redirect.stripsQuery() ? "" : target.query();
    return scheme
        + "://"
        + authority
        + PathEditor.rewrite(redirect.path(), match.path(), target.path(), query);
  }

  /** A port that is the default of the old scheme goes with it; one of the new is not written. */
  private static String authority(Redirect redirect, String scheme, RequestTarget target) {
    String host = redirect.host().orElse(target.authority());
    if (redirect.port().isPresent()) {
      int port = redirect.port().getAsInt();
      return withoutPort(host) + (port == defaultPort(scheme) ? "" : ":" + port);
    }
    return redirect.host().isEmpty()
            && !scheme.equals(target.scheme())
            && host.endsWith(":" + defaultPort(target.scheme()))
        ? withoutPort(host)
        : host;
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  private static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }
}
