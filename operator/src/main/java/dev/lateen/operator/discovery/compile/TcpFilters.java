package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.DestinationPolicySpec;
import dev.lateen.crds.v1alpha1.TcpPool;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.type.v3.HashPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Connections carried as they are (TM-165). */
final class TcpFilters {
  /** Bytes have nothing else to be hashed by. */
  private static final HashPolicy BY_CALLER =
      HashPolicy.newBuilder().setSourceIp(HashPolicy.SourceIp.getDefaultInstance()).build();

  private TcpFilters() {}

  static Filter to(String cluster) {
    return filter(TcpProxy.newBuilder().setStatPrefix(cluster).setCluster(cluster));
  }

  /** To a cluster, until nothing was carried for so long; zero for ever. */
  static Filter to(String cluster, Duration idleTimeout) {
    return filter(
        TcpProxy.newBuilder()
            .setStatPrefix(cluster)
            .setCluster(cluster)
            .setIdleTimeout(Protos.duration(idleTimeout)));
  }

  /**
   * To clusters by their weights.
   *
   * @param shares by name of the cluster; at least one
   * @param policy of the destination
   */
  static Filter to(
      Destination destination,
      Map<String, Integer> shares,
      Optional<DestinationPolicySpec> policy) {
    var proxy = proxy(destination.whole().clusterName(), shares);
    policy
        .flatMap(DestinationPolicyCompiler::tcp)
        .map(TcpPool::idleTimeout)
        .ifPresent(timeout -> proxy.setIdleTimeout(Protos.duration(timeout)));
    if (policy.flatMap(HashPolicyCompiler::hash).isPresent()) {
      proxy.addHashPolicy(BY_CALLER);
    }
    return filter(proxy);
  }

  /**
   * To clusters by their weights.
   *
   * @param name for statistics
   * @param shares by name of the cluster; at least one
   */
  static Filter byWeight(String name, Map<String, Integer> shares) {
    return filter(proxy(name, shares));
  }

  private static TcpProxy.Builder proxy(String name, Map<String, Integer> shares) {
    if (shares.size() == 1) {
      String cluster = shares.keySet().iterator().next();
      return TcpProxy.newBuilder().setStatPrefix(cluster).setCluster(cluster);
    }
    var weighted = TcpProxy.WeightedCluster.newBuilder();
    shares.forEach(
        (cluster, weight) -> weighted.addClustersBuilder().setName(cluster).setWeight(weight));
    return TcpProxy.newBuilder().setStatPrefix(name).setWeightedClusters(weighted);
  }

  private static Filter filter(TcpProxy.Builder proxy) {
    return Filter.newBuilder()
        .setName("envoy.filters.network.tcp_proxy")
        .setTypedConfig(Protos.any(proxy.build()))
        .build();
  }
}
