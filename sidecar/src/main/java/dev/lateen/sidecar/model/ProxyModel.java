package dev.lateen.sidecar.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything one proxy needs to carry traffic, at one version. Immutable and safe to share between
 * threads.
 *
 * @param version any text that changes with the content; empty for a model that nobody has sent yet
 * @param listeners in the order they were sent; names are unique
 * @param clusters by name
 * @param trust whom the mesh trusts; empty where it has no authority
 */
public record ProxyModel(
    String version,
    List<Listener> listeners,
    Map<String, Cluster> clusters,
    Optional<MeshTrust> trust) {
  /** The model of a proxy that has heard nothing yet: no listener, no cluster. */
  public static final ProxyModel EMPTY = new ProxyModel("", List.of(), Map.of(), Optional.empty());

  /** Copies the collections. */
  public ProxyModel {
    listeners = List.copyOf(listeners);
    clusters = Map.copyOf(clusters);
  }

  /**
   * A model of a list of clusters.
   *
   * @throws IllegalArgumentException when two clusters have one name
   */
  public static ProxyModel of(String version, List<Listener> listeners, List<Cluster> clusters) {
    Map<String, Cluster> byName = new LinkedHashMap<>();
    for (Cluster cluster : clusters) {
      if (byName.put(cluster.name(), cluster) != null) {
        throw new IllegalArgumentException(
            "clusters: the name \"" + cluster.name() + "\" is used twice; names are unique");
      }
    }
    return new ProxyModel(version, listeners, byName, Optional.empty());
  }

  /** The same in a mesh that trusts somebody. */
  public ProxyModel withTrust(Optional<MeshTrust> other) {
    return new ProxyModel(version, listeners, clusters, other);
  }

  /** The cluster of that name. */
  public Optional<Cluster> cluster(String name) {
    return Optional.ofNullable(clusters.get(name));
  }
}
