package dev.lateen.operator.discovery.compile;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.BindConfig;
import io.envoyproxy.envoy.config.core.v3.ExtraSourceAddress;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import java.time.Duration;

/** The clusters that stand for no service. */
final class SharedClusters {
  /** Sends a connection where its caller wanted. */
  static final String PASSTHROUGH = "PassthroughCluster";

  /**
   * Sends a captured inbound connection on to the application. It comes from addresses that the
   * rules of capture know, so that it is not captured again.
   */
  static final String INBOUND_PASSTHROUGH = "InboundPassthroughCluster";

  /** Has no endpoints: a request gets 503, a connection is closed. */
  static final String BLACK_HOLE = "BlackHoleCluster";

  /** No cluster has this name: a request gets what its route says for that case. */
  static final String MISSING = "MissingCluster";

  private SharedClusters() {}

  static Cluster passthrough(Duration connectTimeout) {
    return toOriginalDestination(PASSTHROUGH, connectTimeout).build();
  }

  static Cluster inboundPassthrough(Duration connectTimeout) {
    return toOriginalDestination(INBOUND_PASSTHROUGH, connectTimeout)
        .setUpstreamBindConfig(
            BindConfig.newBuilder()
                .setSourceAddress(source("127.0.0.6"))
                .addExtraSourceAddresses(ExtraSourceAddress.newBuilder().setAddress(source("::1"))))
        .build();
  }

  private static Cluster.Builder toOriginalDestination(String name, Duration connectTimeout) {
    return Cluster.newBuilder()
        .setName(name)
        .setType(Cluster.DiscoveryType.ORIGINAL_DST)
        .setLbPolicy(Cluster.LbPolicy.CLUSTER_PROVIDED)
        .setConnectTimeout(Protos.duration(connectTimeout));
  }

  private static SocketAddress source(String address) {
    return SocketAddress.newBuilder().setAddress(address).setPortValue(0).build();
  }

  static Cluster blackHole(Duration connectTimeout) {
    return Cluster.newBuilder()
        .setName(BLACK_HOLE)
        .setType(Cluster.DiscoveryType.STATIC)
        .setConnectTimeout(Protos.duration(connectTimeout))
        .setLoadAssignment(ClusterLoadAssignment.newBuilder().setClusterName(BLACK_HOLE))
        .build();
  }
}
