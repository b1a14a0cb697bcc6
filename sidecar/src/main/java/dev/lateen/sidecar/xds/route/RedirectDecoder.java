package dev.lateen.sidecar.xds.route;

import dev.lateen.sidecar.model.PathRewrite;
import dev.lateen.sidecar.model.Redirect;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import io.envoyproxy.envoy.config.route.v3.RedirectAction;
import io.envoyproxy.envoy.config.route.v3.Route;
import java.util.Optional;
import java.util.OptionalInt;

/** Decodes {@code config.route.v3.RedirectAction}. */
final class RedirectDecoder {
  private RedirectDecoder() {}

  static Redirect decode(Route route, FieldPath at) {
    RedirectAction action = route.getRedirect();
    return new Redirect(
        scheme(action),
        Values.text(action.getHostRedirect()),
        action.getPortRedirect() == 0
            ? OptionalInt.empty()
            : OptionalInt.of(action.getPortRedirect()),
        path(action, route, at),
        status(action, at),
        action.getStripQuery());
  }

  private static Optional<String> scheme(RedirectAction action) {
    return switch (action.getSchemeRewriteSpecifierCase()) {
      case HTTPS_REDIRECT -> action.getHttpsRedirect() ? Optional.of("https") : Optional.empty();
      case SCHEME_REDIRECT -> Values.text(action.getSchemeRedirect());
      case SCHEMEREWRITESPECIFIER_NOT_SET -> Optional.empty();
    };
  }

  private static PathRewrite path(RedirectAction action, Route route, FieldPath at) {
    return switch (action.getPathRewriteSpecifierCase()) {
      case PATH_REDIRECT -> new PathRewrite.Full(action.getPathRedirect());
      case PREFIX_REWRITE -> Rewrites.prefix(action.getPrefixRewrite(), route.getMatch());
      case REGEX_REWRITE -> Rewrites.regex(action.getRegexRewrite(), at.at("regex_rewrite"));
      case PATHREWRITESPECIFIER_NOT_SET -> PathRewrite.NONE;
    };
  }

  private static int status(RedirectAction action, FieldPath at) {
    return switch (action.getResponseCode()) {
      case MOVED_PERMANENTLY -> 301;
      case FOUND -> 302;
      case SEE_OTHER -> 303;
      case TEMPORARY_REDIRECT -> 307;
      case PERMANENT_REDIRECT -> 308;
      case UNRECOGNIZED ->
          throw at.at("response_code").invalid("unknown value " + action.getResponseCodeValue());
    };
  }
}
