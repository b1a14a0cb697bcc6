package dev.lateen.operator.gateway.bind;

import dev.lateen.operator.gateway.model.HttpRoute;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Hosts of listeners and routes: exact ones, and {@code *.example.com} for all below. */
final class Hosts {
  private static final String WILDCARD = "*.";

  private Hosts() {}

  /**
   * The hosts that a route has on a listener.
   *
   * @param listener its host; empty for any
   * @param route those of the route; empty for any
   * @return each once, {@code *} for any; empty where they have none in common
   */
  static List<String> common(Optional<String> listener, List<String> route) {
    if (route.isEmpty()) {
      return List.of(listener.map(Hosts::lower).orElse(HttpRoute.ANY_HOST));
    }
    return route.stream()
        .map(Hosts::lower)
        .flatMap(host -> common(listener.map(Hosts::lower), host).stream())
        .distinct()
        .toList();
  }

  private static Optional<String> common(Optional<String> listener, String host) {
    if (listener.isEmpty() || covers(listener.get(), host)) {
      return Optional.of(host);
    }
    return covers(host, listener.get()) ? listener : Optional.empty();
  }

  /** Whether every host that the narrow one means is meant by the wide one, too. */
  static boolean covers(String wide, String narrow) {
    return wide.equals(narrow)
        || wide.startsWith(WILDCARD)
            && narrow.endsWith(wide.substring(1))
            && narrow.length() > wide.length() - 1;
  }

  static String lower(String host) {
    return host.toLowerCase(Locale.ROOT);
  }
}
