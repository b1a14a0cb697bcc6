package dev.lateen.sidecar.xds.snapshot;

import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.MeshSecret;
import dev.lateen.sidecar.model.MeshTrust;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.TokenKeys;
import dev.lateen.sidecar.xds.cluster.ClusterResource;
import dev.lateen.sidecar.xds.listener.ListenerResource;
import dev.lateen.sidecar.xds.tls.SecretNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything accepted so far, by name. Immutable.
 *
 * @param listeners of LDS
 * @param routes of RDS
 * @param clusters of CDS
 * @param assignments of EDS
 * @param secrets of SDS
 * @param versions last accepted version by type; a type that never arrived is absent
 */
public record ResourceSet(
    Map<String, ListenerResource> listeners,
    Map<String, RouteTable> routes,
    Map<String, ClusterResource> clusters,
    Map<String, List<Endpoint>> assignments,
    Map<String, MeshSecret> secrets,
    Map<ResourceType, String> versions) {

  /** RDS resources the listeners need. */
  public Set<String> neededRoutes() {
    return listeners.values().stream()
        .flatMap(listener -> listener.routeConfigurations().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** EDS resources the clusters need. */
  public Set<String> neededAssignments() {
    return clusters.values().stream()
        .flatMap(cluster -> cluster.assignment().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** SDS resources that listeners and clusters need. */
  public Set<String> neededSecrets() {
    boolean needed =
        listeners.values().stream().anyMatch(ListenerResource::needsMeshTrust)
            || clusters.values().stream().anyMatch(ClusterResource::needsMeshTrust);
    return needed ? Set.of(SecretNames.AUTHORITIES) : Set.of();
  }

  /** Whom the mesh trusts, and what tokens are verified by, as far as it is known. */
  Optional<MeshTrust> trust() {
    return secret(SecretNames.AUTHORITIES, MeshTrust.class)
        .map(trust -> trust.with(secret(SecretNames.TOKEN_KEYS, TokenKeys.class)));
  }

  private <S extends MeshSecret> Optional<S> secret(String name, Class<S> kind) {
    return Optional.ofNullable(secrets.get(name)).filter(kind::isInstance).map(kind::cast);
  }

  /** A short text that changes with the versions and with what is there. */
  public String version() {
    int hash =
        new TreeMap<>(versions).toString().hashCode() * 31
            + routes.keySet().hashCode() * 7
            + assignments.keySet().hashCode() * 3
            + secrets.keySet().hashCode();
    return "%08x".formatted(hash);
  }
}
