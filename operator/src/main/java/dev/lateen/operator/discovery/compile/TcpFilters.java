package dev.lateen.operator.discovery.compile;

import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.Map;

/** Connections carried as they are (TM-165). */
final class TcpFilters {
  private TcpFilters() {}

  static Filter to(String cluster) {
    return filter(TcpProxy.newBuilder().setStatPrefix(cluster).setCluster(cluster));
  }

  /**
   * To clusters by their weights.
   *
   * @param shares by name of the cluster; at least one
   */
  static Filter to(Destination destination, Map<String, Integer> shares) {
    if (shares.size() == 1) {
      return to(shares.keySet().iterator().next());
    }
    var weighted = TcpProxy.WeightedCluster.newBuilder();
    shares.forEach(
        (cluster, weight) -> weighted.addClustersBuilder().setName(cluster).setWeight(weight));
    return filter(
        TcpProxy.newBuilder()
            .setStatPrefix(destination.whole().clusterName())
            .setWeightedClusters(weighted));
  }

  private static Filter filter(TcpProxy.Builder proxy) {
    return Filter.newBuilder()
        .setName("envoy.filters.network.tcp_proxy")
        .setTypedConfig(Protos.any(proxy.build()))
        .build();
  }
}
