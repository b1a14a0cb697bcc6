package dev.lateen.sidecar.xds;

import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.MeshSecret;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.xds.cluster.ClusterDecoder;
import dev.lateen.sidecar.xds.cluster.ClusterResource;
import dev.lateen.sidecar.xds.decode.Decoded;
import dev.lateen.sidecar.xds.endpoint.AssignmentDecoder;
import dev.lateen.sidecar.xds.listener.ListenerDecoder;
import dev.lateen.sidecar.xds.listener.ListenerResource;
import dev.lateen.sidecar.xds.route.RouteConfigurationDecoder;
import dev.lateen.sidecar.xds.snapshot.ResourceSet;
import dev.lateen.sidecar.xds.snapshot.ResourceType;
import dev.lateen.sidecar.xds.tls.SecretDecoder;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The feeds and how they lead to each other. Belongs to the thread of its client. */
final class Feeds {
  private final Feed<ClusterResource> clusters =
      new Feed<>(
          ResourceType.CLUSTER,
          any ->
              Decoded.of(
                  ResourceType.CLUSTER.typeUrl(),
                  any,
                  Cluster.parser(),
                  Cluster::getName,
                  ClusterDecoder::decode));
  private final Feed<List<Endpoint>> assignments =
      new Feed<>(
          ResourceType.ENDPOINT,
          any ->
              Decoded.of(
                  ResourceType.ENDPOINT.typeUrl(),
                  any,
                  ClusterLoadAssignment.parser(),
                  ClusterLoadAssignment::getClusterName,
                  AssignmentDecoder::decode));
  private final Feed<ListenerResource> listeners =
      new Feed<>(
          ResourceType.LISTENER,
          any ->
              Decoded.of(
                  ResourceType.LISTENER.typeUrl(),
                  any,
                  Listener.parser(),
                  Listener::getName,
                  ListenerDecoder::decode));
  private final Feed<RouteTable> routes =
      new Feed<>(
          ResourceType.ROUTE,
          any ->
              Decoded.of(
                  ResourceType.ROUTE.typeUrl(),
                  any,
                  RouteConfiguration.parser(),
                  RouteConfiguration::getName,
                  RouteConfigurationDecoder::decode));

  private final Feed<MeshSecret> secrets =
      new Feed<>(
          ResourceType.SECRET,
          any ->
              Decoded.of(
                  ResourceType.SECRET.typeUrl(),
                  any,
                  Secret.parser(),
                  Secret::getName,
                  SecretDecoder::decode));

  private final Set<String> standing;

  /**
   * Feeds that ask for nothing yet.
   *
   * @param standing secrets asked for whatever listeners and clusters need
   */
  Feeds(Set<String> standing) {
    this.standing = standing;
  }

  /** In the order they are first asked for. */
  List<Feed<?>> all() {
    return List.of(clusters, assignments, listeners, routes, secrets);
  }

  Feed<?> of(ResourceType type) {
    return switch (type) {
      case CLUSTER -> clusters;
      case ENDPOINT -> assignments;
      case LISTENER -> listeners;
      case ROUTE -> routes;
      case SECRET -> secrets;
    };
  }

  /** Subscribes to what listeners and clusters need; returns the feeds whose names changed. */
  List<Feed<?>> resubscribe() {
    ResourceSet current = snapshot();
    List<Feed<?>> changed = new ArrayList<>();
    if (assignments.subscribe(current.neededAssignments())) {
      changed.add(assignments);
    }
    if (routes.subscribe(current.neededRoutes())) {
      changed.add(routes);
    }
    if (secrets.subscribe(union(current.neededSecrets(), standing))) {
      changed.add(secrets);
    }
    return changed;
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }

  ResourceSet snapshot() {
    return new ResourceSet(
        listeners.resources(),
        routes.resources(),
        clusters.resources(),
        assignments.resources(),
        secrets.resources(),
        versions());
  }

  private Map<ResourceType, String> versions() {
    Map<ResourceType, String> versions = new EnumMap<>(ResourceType.class);
    all().forEach(feed -> feed.version().ifPresent(version -> versions.put(feed.type(), version)));
    return versions;
  }
}
