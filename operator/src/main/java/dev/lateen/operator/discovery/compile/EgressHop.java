package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.platform.model.Endpoint;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import java.util.List;
import java.util.Optional;

/**
 * The way of a proxy to the egress gateway (TM-136): mutual TLS of the mesh, in which it asks for
 * the name of the way out. Who cannot go it has no endpoint, and so goes no other.
 */
final class EgressHop {
  private static final String CLOSED =
      "Calls of this host leave the mesh by its egress gateway (EgressRule, useEgressProxy), and ";

  private final ProxyContext proxy;
  private final References references;
  private final EndpointCompiler endpoints;

  EgressHop(ProxyContext proxy, References references) {
    this.proxy = proxy;
    this.references = references;
    this.endpoints = new EndpointCompiler(proxy, new OutboundTls(proxy, references));
  }

  /** Why nothing gets there, for people; empty where something does. */
  Optional<String> obstacle() {
    if (!proxy.speaksMutualTls()) {
      return Optional.of(CLOSED + "this workload has no identity of the mesh to go there with.\n");
    }
    return endpoints().stream().anyMatch(Endpoint::ready)
        ? Optional.empty()
        : Optional.of(CLOSED + "no instance of that is ready.\n");
  }

  /** Where it is, for this proxy. */
  List<Endpoint> endpoints() {
    return proxy.speaksMutualTls() ? proxy.mesh().egressGateway() : List.of();
  }

  /** The same for a cluster that no policy governs. */
  ClusterLoadAssignment endpoints(String cluster) {
    return endpoints.compile(cluster, endpoints(), Optional.empty());
  }

  /**
   * Leads a cluster there.
   *
   * @param name of the way out
   * @param protocol ALPN
   */
  void lead(Cluster.Builder cluster, String name, String protocol) {
    cluster
        .setType(Cluster.DiscoveryType.EDS)
        .setEdsClusterConfig(Cluster.EdsClusterConfig.newBuilder().setEdsConfig(Protos.ads()));
    List<String> identities = new MutualPeers(proxy.mesh()).identities(endpoints());
    if (!identities.isEmpty()) {
      references.authorities();
      cluster.setTransportSocket(MeshTls.upstream(identities, protocol, name));
    }
  }
}
