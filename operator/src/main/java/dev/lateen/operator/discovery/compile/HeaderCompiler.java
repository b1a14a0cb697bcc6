package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.HeaderOperations;
import dev.lateen.crds.v1alpha1.Headers;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Changes of headers on the way there and back (TM-014, TS-01). */
final class HeaderCompiler {
  private static final HeaderOperations NONE = new HeaderOperations(null, null, null);

  private HeaderCompiler() {}

  /** Adds the changes to a route, after those it has. */
  static void apply(Headers headers, Route.Builder route) {
    HeaderOperations request = orNone(headers.request());
    HeaderOperations response = orNone(headers.response());
    route
        .addAllRequestHeadersToAdd(options(request))
        .addAllRequestHeadersToRemove(request.remove())
        .addAllResponseHeadersToAdd(options(response))
        .addAllResponseHeadersToRemove(response.remove());
  }

  /** Adds the changes to one of several clusters. */
  static void apply(Headers headers, ClusterWeight.Builder cluster) {
    HeaderOperations request = orNone(headers.request());
    HeaderOperations response = orNone(headers.response());
    cluster
        .addAllRequestHeadersToAdd(options(request))
        .addAllRequestHeadersToRemove(request.remove())
        .addAllResponseHeadersToAdd(options(response))
        .addAllResponseHeadersToRemove(response.remove());
  }

  /** Values put after those a header has. */
  static List<HeaderValueOption> append(Map<String, String> headers) {
    return options(headers, HeaderAppendAction.APPEND_IF_EXISTS_OR_ADD);
  }

  private static List<HeaderValueOption> options(HeaderOperations operations) {
    var options =
        new ArrayList<>(options(operations.set(), HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD));
    options.addAll(append(operations.add()));
    return options;
  }

  private static List<HeaderValueOption> options(
      Map<String, String> headers, HeaderAppendAction action) {
    return new TreeMap<>(headers)
        .entrySet().stream().map(header -> option(header, action)).toList();
  }

  /** In a value a percent sign begins a command, so that a plain one is doubled. */
  private static HeaderValueOption option(
      Map.Entry<String, String> header, HeaderAppendAction action) {
    return HeaderValueOption.newBuilder()
        .setHeader(
            HeaderValue.newBuilder()
                .setKey(header.getKey())
                .setValue(header.getValue().replace("%", "%%")))
        .setAppendAction(action)
        .setKeepEmptyValue(header.getValue().isEmpty())
        .build();
  }

  private static HeaderOperations orNone(HeaderOperations operations) {
    return Optional.ofNullable(operations).orElse(NONE);
  }
}
