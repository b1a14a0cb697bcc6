package dev.lateen.operator.gateway.bind;

import dev.lateen.operator.gateway.api.DocumentReader;
import dev.lateen.operator.gateway.api.GatewaySpec.Listener;
import dev.lateen.operator.gateway.api.GatewaySpec.RouteNamespaces;
import dev.lateen.operator.gateway.api.Meta;
import dev.lateen.operator.gateway.api.ParentReference;
import dev.lateen.operator.gateway.api.RouteSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The Gateways that routes may attach to.
 *
 * @param gateways listeners of those that are ours, by {@code namespace/name}
 * @param namespaces labels of each namespace by name
 */
record Parents(
    Map<String, List<ListenerState>> gateways, Map<String, Map<String, String>> namespaces) {

  /**
   * A listener with a route.
   *
   * @param gateway {@code namespace/name} of its Gateway
   * @param listener its name
   */
  record Place(String gateway, String listener) {}

  /**
   * Where a route is attached by one reference.
   *
   * @param places its hosts at each listener
   * @param accepted whether there is one
   */
  record Attachment(Map<Place, List<String>> places, Finding accepted) {}

  /** Where a route attaches; empty where the reference is to no Gateway of ours. */
  Optional<Attachment> attach(Meta route, RouteSpec spec, ParentReference parent) {
    if (!parent.object().isTo(DocumentReader.GROUP, "Gateway")) {
      return Optional.empty();
    }
    String gateway = parent.object().namespaceFrom(route.namespace()) + "/" + parent.name();
    return Optional.ofNullable(gateways.get(gateway))
        .map(listeners -> attach(route, spec, parent, gateway, listeners));
  }

  private Attachment attach(
      Meta route,
      RouteSpec spec,
      ParentReference parent,
      String gateway,
      List<ListenerState> listeners) {
    List<ListenerState> meant =
        listeners.stream().filter(state -> isMeant(state.listener(), parent)).toList();
    if (meant.isEmpty()) {
      return refused("NoMatchingParent", "The Gateway has no listener of that name and port.");
    }
    List<ListenerState> allowing =
        meant.stream()
            .filter(state -> state.kinds().contains(route.kind()))
            .filter(state -> allows(state.listener(), gateway, route))
            .toList();
    if (allowing.isEmpty()) {
      return refused("NotAllowedByListeners", "No listener takes routes of this kind from here.");
    }
    var places = new java.util.LinkedHashMap<Place, List<String>>();
    for (ListenerState state : allowing) {
      List<String> hosts = new ArrayList<>(Hosts.common(state.listener().host(), spec.hostnames()));
      if (!hosts.isEmpty()) {
        places.put(new Place(gateway, state.listener().name()), List.copyOf(hosts));
      }
    }
    return places.isEmpty()
        ? refused("NoMatchingListenerHostname", "No listener has one of the route's hosts.")
        : new Attachment(places, Finding.accepted());
  }

  private static Attachment refused(String reason, String message) {
    return new Attachment(Map.of(), Finding.refused(reason, message));
  }

  private static boolean isMeant(Listener listener, ParentReference parent) {
    return (parent.sectionName() == null || parent.sectionName().equals(listener.name()))
        && (parent.port() == null || parent.port() == listener.port());
  }

  private boolean allows(Listener listener, String gateway, Meta route) {
    RouteNamespaces allowed =
        listener.allowedRoutes() == null ? null : listener.allowedRoutes().namespaces();
    String from = allowed == null ? "Same" : Objects.requireNonNullElse(allowed.from(), "Same");
    return switch (from) {
      case "All" -> true;
      case "Selector" ->
          allowed.selector() != null
              && allowed.selector().accepts(namespaces.getOrDefault(route.namespace(), Map.of()));
      case "Same" -> gateway.startsWith(route.namespace() + "/");
      default -> false;
    };
  }
}
