package dev.lateen.operator.gateway.api;

import java.util.List;
import java.util.stream.Stream;

/** What all kinds of routes say. */
public sealed interface RouteSpec permits HttpRouteSpec, GrpcRouteSpec, TlsRouteSpec, TcpRouteSpec {

  /** What the route attaches to. */
  List<ParentReference> parentRefs();

  /** The hosts it is for; empty for any. */
  List<String> hostnames();

  /** Its rules. */
  List<? extends Rule> rules();

  /** Everything it sends requests to. */
  default Stream<BackendReference> backends() {
    return rules().stream()
        .flatMap(
            rule ->
                Stream.concat(
                    rule.backendRefs().stream(),
                    rule.filters().stream()
                        .filter(filter -> filter.requestMirror() != null)
                        .map(filter -> filter.requestMirror().backendRef())));
  }

  /** What the rules of all kinds of routes say. */
  interface Rule {
    /** What happens to what it takes. */
    List<RouteFilter> filters();

    /** Where that goes. */
    List<BackendReference> backendRefs();
  }
}
