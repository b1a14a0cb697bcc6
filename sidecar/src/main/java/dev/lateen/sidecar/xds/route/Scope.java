package dev.lateen.sidecar.xds.route;

import com.google.protobuf.Any;
import dev.lateen.sidecar.model.HeaderMutations;
import dev.lateen.sidecar.model.Mirror;
import dev.lateen.sidecar.model.RetryPolicy;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Headers;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What routes inherit from their virtual host and their route configuration.
 *
 * @param requestHeaders of the levels above
 * @param responseHeaders of the levels above
 * @param outermostLast whether the changes of outer levels come after, and so win (the default)
 * @param perFilter configuration by filter name, the nearest level's
 * @param mirrors used by routes that name none
 * @param retry used by routes that have none
 * @param countsAttempts whether each try says which one it is
 */
record Scope(
    HeaderMutations requestHeaders,
    HeaderMutations responseHeaders,
    boolean outermostLast,
    Map<String, Any> perFilter,
    List<Mirror> mirrors,
    Optional<RetryPolicy> retry,
    boolean countsAttempts) {

  static Scope of(RouteConfiguration config, FieldPath at) {
    return new Scope(
        Headers.mutations(
            config.getRequestHeadersToAddList(),
            config.getRequestHeadersToRemoveList(),
            "request",
            at),
        Headers.mutations(
            config.getResponseHeadersToAddList(),
            config.getResponseHeadersToRemoveList(),
            "response",
            at),
        !config.getMostSpecificHeaderMutationsWins(),
        config.getTypedPerFilterConfigMap(),
        ForwardDecoder.mirrors(config.getRequestMirrorPoliciesList(), at),
        Optional.empty(),
        false);
  }

  Scope within(VirtualHost host, FieldPath at) {
    return new Scope(
        request(
            Headers.mutations(
                host.getRequestHeadersToAddList(),
                host.getRequestHeadersToRemoveList(),
                "request",
                at)),
        response(
            Headers.mutations(
                host.getResponseHeadersToAddList(),
                host.getResponseHeadersToRemoveList(),
                "response",
                at)),
        outermostLast,
        perFilter(host.getTypedPerFilterConfigMap()),
        host.getRequestMirrorPoliciesCount() == 0
            ? mirrors
            : ForwardDecoder.mirrors(host.getRequestMirrorPoliciesList(), at),
        host.hasRetryPolicy()
            ? Optional.of(RetryDecoder.decode(host.getRetryPolicy(), false, at.at("retry_policy")))
            : retry,
        host.getIncludeRequestAttemptCount());
  }

  HeaderMutations request(HeaderMutations inner) {
    return merge(inner, requestHeaders);
  }

  HeaderMutations response(HeaderMutations inner) {
    return merge(inner, responseHeaders);
  }

  Map<String, Any> perFilter(Map<String, Any> inner) {
    Map<String, Any> merged = new HashMap<>(perFilter);
    merged.putAll(inner);
    return merged;
  }

  private HeaderMutations merge(HeaderMutations inner, HeaderMutations outer) {
    return outermostLast ? Headers.concat(inner, outer) : Headers.concat(outer, inner);
  }
}
