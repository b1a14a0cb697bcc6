package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.identity.TrustBundle;
import dev.lateen.operator.rules.MeshModel;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Compiles what one proxy is told. A pure function: the same model and identity give the same
 * resources in the same order. Safe for any thread.
 */
public final class SnapshotCompiler {
  private SnapshotCompiler() {}

  /** {@link #compile(MeshIndex, ProxyIdentity)} for a model that is used once. */
  public static ProxySnapshot compile(MeshModel model, ProxyIdentity identity) {
    return compile(MeshIndex.of(model), identity);
  }

  /**
   * Compiles the snapshot of a proxy.
   *
   * @param mesh the model, arranged
   * @param identity the proxy
   * @return its resources; {@link ProxySnapshot#EMPTY} where the mesh does not know its instance
   */
  public static ProxySnapshot compile(MeshIndex mesh, ProxyIdentity identity) {
    return ProxyContext.find(mesh, identity)
        .map(SnapshotCompiler::compile)
        .orElse(ProxySnapshot.EMPTY);
  }

  private static ProxySnapshot compile(ProxyContext proxy) {
    var references = new References();
    var destinations = Destinations.of(proxy);
    var routes = new RouteCompiler(proxy, destinations, references);
    var assembly = new Assembly();
    switch (proxy.identity().type()) {
      case INGRESS ->
          GatewayCompiler.listeners(proxy)
              .ifPresentOrElse(
                  listeners ->
                      new GatewayCompiler(proxy, destinations, references)
                          .compile(listeners, assembly),
                  () ->
                      new IngressCompiler(proxy, destinations, routes, references)
                          .compile(assembly));
      case EGRESS -> {
        new EgressGatewayCompiler(proxy, destinations, references).compile(assembly);
        destinations.egressRules().forEach(references::rule);
      }
      case SIDECAR -> {
        sidecar(proxy, destinations, new VirtualHostCompiler(routes), references, assembly);
        destinations.egressRules().forEach(references::rule);
      }
    }
    shared(proxy, assembly);
    outbound(proxy, destinations, references, assembly);
    AccessLogs logs = AccessLogs.of(proxy.mesh().settings().accessLog());
    return new ProxySnapshot(
        assembly.listeners().stream().map(logs::added).toList(),
        assembly.routes(),
        assembly.clusters(),
        assembly.endpoints(),
        secrets(proxy, references),
        references.rules());
  }

  /** Who serves the Workload API needs both secrets, whatever its listeners and clusters need. */
  private static List<Secret> secrets(ProxyContext proxy, References references) {
    TrustBundle trust = proxy.mesh().trust();
    if (proxy.identity().workloadApi() && !trust.isEmpty()) {
      return List.of(MeshTls.authorities(trust), MeshTls.tokenKeys(trust));
    }
    return references.needsAuthorities() ? List.of(MeshTls.authorities(trust)) : List.of();
  }

  private static void sidecar(
      ProxyContext proxy,
      Destinations destinations,
      VirtualHostCompiler virtualHosts,
      References references,
      Assembly assembly) {
    var inbound = new InboundCompiler(proxy, references);
    if (proxy.captured()) {
      inbound.captured(assembly);
      new CapturedOutbound(proxy, destinations, virtualHosts, references).compile(assembly);
    } else {
      var outbound =
          new ExplicitOutbound(
              proxy,
              destinations,
              virtualHosts,
              new ConnectionRules(proxy, destinations, references),
              references);
      proxy
          .instance()
          .sidecar()
          .ifPresent(
              sidecar -> {
                inbound.explicit(sidecar, assembly);
                outbound.compile(sidecar, assembly);
              });
    }
  }

  private static void shared(ProxyContext proxy, Assembly assembly) {
    Duration connectTimeout = proxy.mesh().settings().connectTimeout();
    assembly.cluster(SharedClusters.blackHole(connectTimeout));
    if (proxy.captured()) {
      assembly.cluster(SharedClusters.passthrough(connectTimeout));
      assembly.cluster(SharedClusters.inboundPassthrough(connectTimeout));
    }
  }

  /** The clusters routes and listeners refer to, and the endpoints of those that need them. */
  private static void outbound(
      ProxyContext proxy, Destinations destinations, References references, Assembly assembly) {
    var tls = new OutboundTls(proxy, references);
    var clusters = new ClusterCompiler(proxy, references, tls);
    var endpoints = new EndpointCompiler(proxy, tls);
    var gateway = new EgressHop(proxy, references);
    references.subsets().stream()
        .sorted(Comparator.comparing(Subset::clusterName))
        .forEach(
            subset ->
                destinations
                    .find(subset.hostname(), subset.port())
                    .ifPresent(
                        destination -> {
                          Cluster cluster = clusters.compile(destination, subset);
                          assembly.cluster(cluster);
                          if (cluster.getType() == Cluster.DiscoveryType.EDS) {
                            assembly.endpoints(
                                destination.byGateway()
                                    ? endpoints.compile(
                                        subset.clusterName(),
                                        gateway.endpoints(),
                                        clusters.policy(subset))
                                    : endpoints.compile(subset, clusters.policy(subset)));
                          }
                        }));
  }
}
