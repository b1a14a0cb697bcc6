package dev.lateen.sidecar.model;

import java.util.List;
import java.util.Optional;

/**
 * The routes of a set of domains.
 *
 * @param name for logs and statistics
 * @param domains exact, {@code *suffix}, {@code prefix*} or {@code *}
 * @param routes tried in order; the first match wins (TM-050)
 */
public record VirtualHost(String name, List<String> domains, List<Route> routes) {
  /** Copies the lists. */
  public VirtualHost {
    domains = List.copyOf(domains);
    routes = List.copyOf(routes);
  }

  /** The first route that matches. */
  public Optional<Route> route(RequestHead head) {
    for (int i = 0, count = routes.size(); i < count; i++) {
      Route route = routes.get(i);
      if (route.match().matches(head)) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }
}
