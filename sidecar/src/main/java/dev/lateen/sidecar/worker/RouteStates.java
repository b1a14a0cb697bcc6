package dev.lateen.sidecar.worker;

import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.TcpProxy;
import dev.lateen.sidecar.model.VirtualHost;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The {@link RouteState} of every route of a model. A route that is the same in the next model, at
 * the same place, goes on where it stood: a rule change elsewhere does not disturb a split.
 */
public final class RouteStates {
  private final Map<Object, RouteState> byRoute = new IdentityHashMap<>();
  private final Map<String, Placed> byPlace = new HashMap<>();
  private final int loops;

  private record Placed(Object route, RouteState state) {}

  private RouteStates(int loops) {
    this.loops = loops;
  }

  /** Of no route. */
  public static RouteStates none(int loops) {
    return new RouteStates(loops);
  }

  /** Of the next model. */
  public RouteStates next(ProxyModel model) {
    RouteStates next = new RouteStates(loops);
    for (Listener listener : model.listeners()) {
      Stream.concat(listener.filterChains().stream(), listener.defaultChain().stream())
          .forEach(chain -> next.add(listener.name(), chain, this));
    }
    return next;
  }

  /** The state of a route or TCP proxy of the model, found by identity. */
  public RouteState of(Object route) {
    RouteState state = byRoute.get(route);
    return state == null ? RouteState.NONE : state;
  }

  private void add(String listener, FilterChain chain, RouteStates before) {
    switch (chain.filter()) {
      case HttpConnectionManager manager -> add(listener, manager.routes(), before);
      case TcpProxy proxy ->
          place(listener + "/" + chain.name(), proxy, before, () -> RouteState.of(proxy, loops));
    }
  }

  private void add(String listener, RouteTable table, RouteStates before) {
    for (VirtualHost host : table.virtualHosts()) {
      for (int i = 0; i < host.routes().size(); i++) {
        Route route = host.routes().get(i);
        if (RouteState.isNeeded(route)) {
          String place = listener + "/" + table.name() + "/" + host.name() + "/" + i;
          place(place, route, before, () -> RouteState.of(route, loops));
        }
      }
    }
  }

  private void place(String place, Object route, RouteStates before, Supplier<RouteState> made) {
    Placed old = before.byPlace.get(place);
    RouteState state = old != null && old.route().equals(route) ? old.state() : made.get();
    byPlace.put(place, new Placed(route, state));
    byRoute.putIfAbsent(route, state);
  }
}
