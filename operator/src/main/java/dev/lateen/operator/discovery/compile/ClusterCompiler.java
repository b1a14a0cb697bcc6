package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.DestinationPolicySpec;
import dev.lateen.crds.v1alpha1.LoadBalancing;
import dev.lateen.operator.discovery.compile.Destination.Location;
import dev.lateen.operator.gateway.model.BackendTls;
import dev.lateen.operator.platform.model.Endpoint;
import dev.lateen.operator.rules.AcceptedRule;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import java.util.List;
import java.util.Optional;

/** The outbound cluster of a subset, with the destination policy that governs it. */
final class ClusterCompiler {
  private final ProxyContext proxy;
  private final PolicyResolver policies;
  private final References references;
  private final OutboundTls tls;
  private final EgressHop egress;

  ClusterCompiler(ProxyContext proxy, References references, OutboundTls tls) {
    this.proxy = proxy;
    this.policies = new PolicyResolver(proxy);
    this.references = references;
    this.tls = tls;
    this.egress = new EgressHop(proxy, references);
  }

  Cluster compile(Destination destination, Subset subset) {
    var cluster =
        Cluster.newBuilder()
            .setName(subset.clusterName())
            .setConnectTimeout(Protos.duration(proxy.mesh().settings().connectTimeout()));
    Optional<DestinationPolicySpec> policy = policy(subset);
    if (policy.filter(spec -> passesThrough(destination, spec)).isPresent()) {
      anywhere(cluster);
    } else {
      locate(cluster, destination, subset);
    }
    policy.ifPresent(spec -> DestinationPolicyCompiler.apply(cluster, destination, spec));
    UpstreamProtocols.apply(cluster, destination, policy);
    tls.apply(cluster, destination);
    if (destination.tls() && destination.location() instanceof Location.Outside outside) {
      cluster.setTransportSocket(UpstreamTls.to(outside.address(), proxy.identity().authorities()));
    }
    proxy
        .backendTls(destination.hostname(), destination.port())
        .ifPresent(backend -> secure(cluster, destination, backend));
    return cluster.build();
  }

  /** Comes before the TLS of the mesh: the server behind the sidecar ends it. */
  private void secure(Cluster.Builder cluster, Destination destination, BackendTls backend) {
    if (backend instanceof BackendTls.Verified tls) {
      cluster
          .clearTransportSocketMatches()
          .setTransportSocket(
              UpstreamTls.to(
                  tls,
                  proxy.identity().authorities(),
                  destination.protocol().isHttp2() ? List.of("h2") : List.of()));
    }
  }

  /** The policy that governs the subset; it is part of the snapshot then. */
  Optional<DestinationPolicySpec> policy(Subset subset) {
    Optional<AcceptedRule<DestinationPolicySpec>> policy = policies.resolve(subset);
    policy.ifPresent(rule -> references.rule(rule.revision()));
    return policy.map(AcceptedRule::spec);
  }

  /** Only a captured connection tells where it wanted to go. */
  private boolean passesThrough(Destination destination, DestinationPolicySpec policy) {
    return proxy.captured()
        && destination.inMesh()
        && policy.loadBalancing() != null
        && policy.loadBalancing().name() == LoadBalancing.Algorithm.PASSTHROUGH;
  }

  private void locate(Cluster.Builder cluster, Destination destination, Subset subset) {
    switch (destination.location()) {
      case Location.Mesh mesh when mesh.headless() && !destination.http() && proxy.captured() ->
          anywhere(cluster);
      case Location.Mesh _ ->
          cluster
              .setType(Cluster.DiscoveryType.EDS)
              .setEdsClusterConfig(
                  Cluster.EdsClusterConfig.newBuilder().setEdsConfig(Protos.ads()));
      case Location.Outside outside ->
          cluster
              .setType(Cluster.DiscoveryType.STRICT_DNS)
              .setDnsLookupFamily(Cluster.DnsLookupFamily.V4_PREFERRED)
              .setLoadAssignment(
                  LoadAssignments.single(
                      subset.clusterName(), outside.address(), destination.port()));
      case Location.Member member ->
          cluster
              .setType(Cluster.DiscoveryType.STATIC)
              .setLoadAssignment(member(subset.clusterName(), member.endpoint()));
      case Location.Anywhere _ when proxy.captured() -> anywhere(cluster);
      case Location.Anywhere _ -> UnknownHosts.locate(cluster);
      case Location.ByGateway _ ->
          egress.lead(cluster, EgressNames.of(destination), MeshTls.protocol(destination));
    }
  }

  private ClusterLoadAssignment member(String name, Endpoint endpoint) {
    var address = LoadAssignments.endpoint(endpoint.address(), endpoint.port());
    tls.mark(address, endpoint);
    return LoadAssignments.single(name, address);
  }

  private static void anywhere(Cluster.Builder cluster) {
    cluster
        .setType(Cluster.DiscoveryType.ORIGINAL_DST)
        .setLbPolicy(Cluster.LbPolicy.CLUSTER_PROVIDED);
  }
}
