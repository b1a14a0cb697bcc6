package dev.lateen.bench.discovery;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything one proxy is told. Immutable. */
public final class Snapshot {
  private final Map<String, Map<String, Any>> byType;

  private Snapshot(Map<String, Map<String, Any>> byType) {
    this.byType = byType;
  }

  /** These resources and no other. */
  public static Snapshot of(
      List<Listener> listeners,
      List<RouteConfiguration> routes,
      List<Cluster> clusters,
      List<ClusterLoadAssignment> assignments) {
    var types = new HashMap<String, Map<String, Any>>();
    listeners.forEach(listener -> add(types, listener.getName(), listener));
    routes.forEach(table -> add(types, table.getName(), table));
    clusters.forEach(cluster -> add(types, cluster.getName(), cluster));
    assignments.forEach(assignment -> add(types, assignment.getClusterName(), assignment));
    return new Snapshot(types);
  }

  private static void add(Map<String, Map<String, Any>> types, String name, Message message) {
    Any any = Any.pack(message);
    types.computeIfAbsent(any.getTypeUrl(), type -> new LinkedHashMap<>()).put(name, any);
  }

  /** The resources of a type; those of these names where there are names. */
  List<Any> resources(String typeUrl, Set<String> names) {
    return byType.getOrDefault(typeUrl, Map.of()).entrySet().stream()
        .filter(resource -> names.isEmpty() || names.contains(resource.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Differs when the resources of the type do. */
  String version(String typeUrl) {
    return Integer.toHexString(byType.getOrDefault(typeUrl, Map.of()).hashCode());
  }
}
