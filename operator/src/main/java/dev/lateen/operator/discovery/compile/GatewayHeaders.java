package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.HeaderOperations;
import dev.lateen.crds.v1alpha1.Headers;
import dev.lateen.operator.gateway.model.HeaderChanges;
import dev.lateen.operator.gateway.model.HeaderChanges.Header;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Changes of headers that routes of the Gateway API ask for. */
final class GatewayHeaders {
  private GatewayHeaders() {}

  static void apply(HeaderChanges request, HeaderChanges response, Route.Builder route) {
    HeaderCompiler.apply(new Headers(operations(request), operations(response)), route);
  }

  static void apply(HeaderChanges request, HeaderChanges response, ClusterWeight.Builder cluster) {
    HeaderCompiler.apply(new Headers(operations(request), operations(response)), cluster);
  }

  private static HeaderOperations operations(HeaderChanges changes) {
    return new HeaderOperations(map(changes.set()), map(changes.add()), changes.remove());
  }

  /** Of a header that is there twice the first one counts. */
  private static Map<String, String> map(List<Header> headers) {
    Map<String, String> map = new LinkedHashMap<>();
    headers.forEach(header -> map.putIfAbsent(header.name(), header.value()));
    return map;
  }
}
