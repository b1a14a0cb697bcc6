package dev.lateen.sidecar.xds.listener;

import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.RouteTable;
import java.util.Optional;
import java.util.function.Function;

/**
 * A filter chain whose routes may still have to come.
 *
 * @param chain with an empty table where the routes come by RDS
 * @param routeConfiguration name of the RDS resource; empty for inline routes and for TCP
 */
record PendingChain(FilterChain chain, Optional<String> routeConfiguration) {

  FilterChain resolve(Function<String, RouteTable> routes) {
    return switch (chain.filter()) {
      case HttpConnectionManager http when routeConfiguration.isPresent() ->
          chain.withFilter(http.withRoutes(routes.apply(routeConfiguration.get())));
      default -> chain;
    };
  }
}
