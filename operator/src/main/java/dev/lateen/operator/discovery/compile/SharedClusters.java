package dev.lateen.operator.discovery.compile;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;

/** The two clusters that stand for no service. */
final class SharedClusters {
  /** Sends a connection where its caller wanted. */
  static final String PASSTHROUGH = "PassthroughCluster";

  /** Has no endpoints: a request gets 503, a connection is closed. */
  static final String BLACK_HOLE = "BlackHoleCluster";

  private SharedClusters() {}

  static Cluster passthrough(java.time.Duration connectTimeout) {
    return Cluster.newBuilder()
        .setName(PASSTHROUGH)
        .setType(Cluster.DiscoveryType.ORIGINAL_DST)
        .setLbPolicy(Cluster.LbPolicy.CLUSTER_PROVIDED)
        .setConnectTimeout(Protos.duration(connectTimeout))
        .build();
  }

  static Cluster blackHole(java.time.Duration connectTimeout) {
    return Cluster.newBuilder()
        .setName(BLACK_HOLE)
        .setType(Cluster.DiscoveryType.STATIC)
        .setConnectTimeout(Protos.duration(connectTimeout))
        .setLoadAssignment(ClusterLoadAssignment.newBuilder().setClusterName(BLACK_HOLE))
        .build();
  }
}
