package dev.lateen.sidecar.worker;

import dev.lateen.sidecar.model.ConnectionFacts;
import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.upstream.LoopContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model with the indexes and running state that the data path needs. Shared by all loops,
 * immutable but for the distributions.
 */
public final class ActiveModel {
  private static final String ANY_ADDRESS = "*";

  private final ProxyModel model;
  private final RouteStates routeStates;
  private final SharedClusters clusters;
  private final Map<String, Listener> bound = new HashMap<>();
  private final Map<String, Listener> unbound = new HashMap<>();

  private ActiveModel(ProxyModel model, RouteStates routeStates, SharedClusters clusters) {
    this.model = model;
    this.routeStates = routeStates;
    this.clusters = clusters;
    for (Listener listener : model.listeners()) {
      if (listener.bound()) {
        bound.put(listener.name(), listener);
      } else {
        unbound.put(key(address(listener), listener.port()), listener);
      }
    }
  }

  /**
   * What serves a connection.
   *
   * @param listener the listener it belongs to in the end
   * @param chain the chain chosen
   */
  public record Target(Listener listener, FilterChain chain) {}

  /** No listener at all, for these event loops. */
  public static ActiveModel empty(List<LoopContext> loops) {
    return new ActiveModel(
        ProxyModel.EMPTY, RouteStates.none(loops.size()), SharedClusters.none(loops));
  }

  /** The next model, its distributions and clusters going on where they stood. */
  public ActiveModel next(ProxyModel nextModel) {
    return new ActiveModel(nextModel, routeStates.next(nextModel), clusters.next(nextModel));
  }

  /** The model itself. */
  public ProxyModel model() {
    return model;
  }

  /** Where the distributions stand. */
  public RouteStates routeStates() {
    return routeStates;
  }

  /** What the event loops share of each cluster. */
  public SharedClusters clusters() {
    return clusters;
  }

  /** A listener with a socket. */
  public Optional<Listener> bound(String name) {
    return Optional.ofNullable(bound.get(name));
  }

  /**
   * The listener that serves a connection accepted by another: with original destination the
   * unbound listener of that address and port, else of all addresses, else the accepting one.
   *
   * @param destination the original destination, or the local address
   */
  public Optional<Listener> serving(String acceptedBy, InetSocketAddress destination) {
    Listener accepting = bound.get(acceptedBy);
    if (accepting == null || !accepting.usesOriginalDestination()) {
      return Optional.ofNullable(accepting);
    }
    return Optional.of(
        handOver(accepting, destination.getAddress().getHostAddress(), destination.getPort()));
  }

  /** What serves a connection: of its listener the chain that matches. */
  public Optional<Target> target(String acceptedBy, ConnectionFacts facts) {
    return serving(acceptedBy, facts.destination())
        .flatMap(listener -> listener.chainFor(facts).map(chain -> new Target(listener, chain)));
  }

  private Listener handOver(Listener accepting, String address, int port) {
    for (String candidate : List.of(key(address, port), key(ANY_ADDRESS, port))) {
      Listener found = unbound.get(candidate);
      if (found != null && found.direction() == accepting.direction()) {
        return found;
      }
    }
    return accepting;
  }

  private static String address(Listener listener) {
    InetAddress address = InetAddress.ofLiteral(listener.address());
    return address.isAnyLocalAddress() ? ANY_ADDRESS : address.getHostAddress();
  }

  private static String key(String address, int port) {
    return address + "_" + port;
  }
}
