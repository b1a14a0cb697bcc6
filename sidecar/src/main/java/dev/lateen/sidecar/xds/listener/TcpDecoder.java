package dev.lateen.sidecar.xds.listener;

import dev.lateen.sidecar.model.TcpFault;
import dev.lateen.sidecar.model.TcpProxy;
import dev.lateen.sidecar.model.WeightedCluster;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import java.util.List;

/** Decodes {@code tcp_proxy.v3.TcpProxy}. */
final class TcpDecoder {
  private TcpDecoder() {}

  static TcpProxy decode(
      io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy proxy,
      TcpFault fault,
      FieldPath at) {
    at.unsupported("on_demand", proxy.hasOnDemand());
    at.unsupported("metadata_match", proxy.hasMetadataMatch());
    at.unsupported("tunneling_config", proxy.hasTunnelingConfig());
    for (int i = 0; i < proxy.getHashPolicyCount(); i++) {
      at.at("hash_policy", i).unsupported("filter_state", proxy.getHashPolicy(i).hasFilterState());
    }
    at.unsupported(
        "max_downstream_connection_duration", proxy.hasMaxDownstreamConnectionDuration());
    return new TcpProxy(
        proxy.getStatPrefix(),
        clusters(proxy, at),
        proxy.hasIdleTimeout()
            ? Values.duration(proxy.getIdleTimeout(), at.at("idle_timeout"))
            : TcpProxy.DEFAULT_IDLE_TIMEOUT,
        proxy.hasMaxConnectAttempts() ? Values.unsigned(proxy.getMaxConnectAttempts()) : 1,
        fault,
        AccessLogDecoder.decode(proxy.getAccessLogList(), at));
  }

  private static List<WeightedCluster> clusters(
      io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy proxy, FieldPath at) {
    return switch (proxy.getClusterSpecifierCase()) {
      case CLUSTER -> List.of(WeightedCluster.of(proxy.getCluster(), 1));
      case WEIGHTED_CLUSTERS ->
          proxy.getWeightedClusters().getClustersList().stream()
              .map(cluster -> WeightedCluster.of(cluster.getName(), cluster.getWeight()))
              .toList();
      case CLUSTERSPECIFIER_NOT_SET ->
          throw at.invalid("names no cluster; set cluster or weighted_clusters");
    };
  }
}
