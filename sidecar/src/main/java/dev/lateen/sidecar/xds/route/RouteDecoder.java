package dev.lateen.sidecar.xds.route;

import com.google.protobuf.Any;
import dev.lateen.sidecar.model.DirectResponse;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteAction;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Headers;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import java.util.Map;

/** Decodes one {@code config.route.v3.Route}. */
final class RouteDecoder {
  private RouteDecoder() {}

  static Route decode(
      io.envoyproxy.envoy.config.route.v3.Route route, Scope scope, FieldPath unnamed) {
    FieldPath at = route.getName().isEmpty() ? unnamed : unnamed.at("(" + route.getName() + ")");
    Map<String, Any> perFilter = scope.perFilter(route.getTypedPerFilterConfigMap());
    FieldPath filters = at.at("typed_per_filter_config");
    RuleMetadata metadata = RuleMetadata.of(route, at);
    PerFilterConfig extras = PerFilterConfig.decode(perFilter, metadata, filters);
    return new Route(
        route.getName(),
        MatchDecoder.decode(route.getMatch(), at.at("match")),
        action(route, scope, metadata, at),
        extras.fault(),
        extras.cors(),
        scope.request(
            Headers.mutations(
                route.getRequestHeadersToAddList(),
                route.getRequestHeadersToRemoveList(),
                "request",
                at)),
        scope.response(
            Headers.mutations(
                route.getResponseHeadersToAddList(),
                route.getResponseHeadersToRemoveList(),
                "response",
                at)));
  }

  private static RouteAction action(
      io.envoyproxy.envoy.config.route.v3.Route route,
      Scope scope,
      RuleMetadata metadata,
      FieldPath at) {
    try {
      return switch (route.getActionCase()) {
        case ROUTE -> ForwardDecoder.decode(route, scope, metadata, at.at("route"));
        case REDIRECT -> RedirectDecoder.decode(route, at.at("redirect"));
        case DIRECT_RESPONSE -> direct(route.getDirectResponse(), at.at("direct_response"));
        case FILTER_ACTION, NON_FORWARDING_ACTION, ACTION_NOT_SET ->
            throw at.invalid("has no route, redirect or direct_response");
      };
    } catch (IllegalArgumentException e) {
      throw at.invalid(e);
    }
  }

  private static DirectResponse direct(DirectResponseAction action, FieldPath at) {
    FieldPath body = at.at("body");
    return switch (action.getBody().getSpecifierCase()) {
      case INLINE_STRING ->
          new DirectResponse(action.getStatus(), action.getBody().getInlineString());
      case INLINE_BYTES ->
          new DirectResponse(
              action.getStatus(), action.getBody().getInlineBytes().asReadOnlyByteBuffer());
      case SPECIFIER_NOT_SET -> new DirectResponse(action.getStatus(), "");
      case FILENAME, ENVIRONMENT_VARIABLE ->
          throw body.invalid("only inline_string and inline_bytes are supported");
    };
  }
}
