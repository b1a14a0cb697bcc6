package dev.lateen.operator.discovery.compile;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the parts of the compiler contribute to one snapshot. Names stay unique: the first resource
 * of a name is kept. Confined to one compilation.
 */
final class Assembly {
  private final Map<String, Listener> listeners = new LinkedHashMap<>();
  private final Map<String, RouteConfiguration> routes = new LinkedHashMap<>();
  private final Map<String, Cluster> clusters = new LinkedHashMap<>();
  private final Map<String, ClusterLoadAssignment> endpoints = new LinkedHashMap<>();

  void listener(Listener listener) {
    listeners.putIfAbsent(listener.getName(), listener);
  }

  void routes(RouteConfiguration table) {
    routes.putIfAbsent(table.getName(), table);
  }

  void cluster(Cluster cluster) {
    clusters.putIfAbsent(cluster.getName(), cluster);
  }

  List<Listener> listeners() {
    return List.copyOf(listeners.values());
  }

  List<RouteConfiguration> routes() {
    return List.copyOf(routes.values());
  }

  void endpoints(ClusterLoadAssignment assignment) {
    endpoints.putIfAbsent(assignment.getClusterName(), assignment);
  }

  List<ClusterLoadAssignment> endpoints() {
    return List.copyOf(endpoints.values());
  }

  List<Cluster> clusters() {
    return List.copyOf(clusters.values());
  }
}
