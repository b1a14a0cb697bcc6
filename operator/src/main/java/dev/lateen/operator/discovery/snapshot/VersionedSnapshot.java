package dev.lateen.operator.discovery.snapshot;

import dev.lateen.operator.discovery.compile.ProxySnapshot;
import dev.lateen.operator.rules.RuleRevision;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.Map;
import java.util.Set;

/**
 * Everything one proxy is told, ready to be sent.
 *
 * @param sets the resources of each type
 * @param rules the rules inside
 */
public record VersionedSnapshot(Map<ResourceType, ResourceSet> sets, Set<RuleRevision> rules) {

  public VersionedSnapshot {
    sets = Map.copyOf(sets);
    rules = Set.copyOf(rules);
  }

  /** Serialises a snapshot. */
  public static VersionedSnapshot of(ProxySnapshot snapshot) {
    return new VersionedSnapshot(
        Map.of(
            ResourceType.SDS,
            ResourceSet.of(ResourceType.SDS, snapshot.secrets(), Secret::getName),
            ResourceType.CDS,
            ResourceSet.of(ResourceType.CDS, snapshot.clusters(), Cluster::getName),
            ResourceType.EDS,
            ResourceSet.of(
                ResourceType.EDS, snapshot.endpoints(), ClusterLoadAssignment::getClusterName),
            ResourceType.LDS,
            ResourceSet.of(ResourceType.LDS, snapshot.listeners(), Listener::getName),
            ResourceType.RDS,
            ResourceSet.of(ResourceType.RDS, snapshot.routes(), RouteConfiguration::getName)),
        snapshot.rules());
  }

  /** The resources of a type. */
  public ResourceSet set(ResourceType type) {
    return sets.get(type);
  }

  /** Whether a proxy that has the other has this too. */
  public boolean sameContent(VersionedSnapshot other) {
    return sets.keySet().stream()
        .allMatch(type -> set(type).version().equals(other.set(type).version()));
  }
}
