package dev.lateen.operator.discovery.compile;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.extensions.clusters.dynamic_forward_proxy.v3.ClusterConfig;
import io.envoyproxy.envoy.extensions.common.dynamic_forward_proxy.v3.DnsCacheConfig;
import io.envoyproxy.envoy.extensions.filters.http.dynamic_forward_proxy.v3.FilterConfig;
import java.time.Duration;

/**
 * How an explicit proxy reaches hosts that the mesh does not know one by one: by the names that its
 * requests carry, which it resolves itself (UA-04, TM-133).
 */
final class UnknownHosts {
  /** The cluster for what no rule opens. */
  static final String CLUSTER = "UnknownHosts";

  /** The name of the filter that lets Envoy resolve names. */
  static final String FILTER = "envoy.filters.http.dynamic_forward_proxy";

  private static final String CLUSTER_TYPE = "envoy.clusters.dynamic_forward_proxy";
  private static final int MAX_HOSTS = 1024;

  /** One for all, as Envoy wants caches of one name to be equal. */
  private static final DnsCacheConfig CACHE =
      DnsCacheConfig.newBuilder()
          .setName(CLUSTER)
          .setDnsLookupFamily(Cluster.DnsLookupFamily.V4_PREFERRED)
          .setMaxHosts(UInt32Value.of(MAX_HOSTS))
          .build();

  private UnknownHosts() {}

  static FilterConfig filter() {
    return FilterConfig.newBuilder().setDnsCacheConfig(CACHE).build();
  }

  static Cluster cluster(Duration connectTimeout) {
    var cluster =
        Cluster.newBuilder().setName(CLUSTER).setConnectTimeout(Protos.duration(connectTimeout));
    locate(cluster);
    return cluster.build();
  }

  /** Lets the requests of a cluster go where they say. */
  static void locate(Cluster.Builder cluster) {
    cluster
        .setLbPolicy(Cluster.LbPolicy.CLUSTER_PROVIDED)
        .setClusterType(
            Cluster.CustomClusterType.newBuilder()
                .setName(CLUSTER_TYPE)
                .setTypedConfig(
                    Protos.any(ClusterConfig.newBuilder().setDnsCacheConfig(CACHE).build())));
  }
}
