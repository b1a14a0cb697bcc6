package dev.lateen.operator.gateway.api;

import java.util.List;
import java.util.stream.Stream;

/** What all kinds of routes say. */
public sealed interface RouteSpec permits HttpRouteSpec, GrpcRouteSpec, TlsRouteSpec {

  /** What the route attaches to. */
  List<ParentReference> parentRefs();

  /** The hosts it is for; empty for any. */
  List<String> hostnames();

  /** Everything it sends requests to. */
  Stream<BackendReference> backends();

  /** The backends of some filters. */
  static Stream<BackendReference> mirrors(List<RouteFilter> filters) {
    return filters.stream()
        .filter(filter -> filter.requestMirror() != null)
        .map(filter -> filter.requestMirror().backendRef());
  }
}
