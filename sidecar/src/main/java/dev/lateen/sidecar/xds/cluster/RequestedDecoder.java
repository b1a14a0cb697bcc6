package dev.lateen.sidecar.xds.cluster;

import dev.lateen.sidecar.model.Discovery;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.CustomClusterType;
import io.envoyproxy.envoy.extensions.clusters.dynamic_forward_proxy.v3.ClusterConfig;

/** Decodes the cluster whose endpoints are those that requests name. */
final class RequestedDecoder {
  private static final String TYPE =
      "type.googleapis.com/envoy.extensions.clusters.dynamic_forward_proxy.v3.ClusterConfig";

  private RequestedDecoder() {}

  static Discovery decode(CustomClusterType type, FieldPath at) {
    String found = type.getTypedConfig().getTypeUrl();
    if (!found.equals(TYPE)) {
      throw at.invalid("\"" + found + "\" is not supported; use " + TYPE);
    }
    FieldPath field = at.at("typed_config");
    ClusterConfig config = Values.unpack(type.getTypedConfig(), ClusterConfig.parser(), field);
    field.unsupported("sub_clusters_config", config.hasSubClustersConfig());
    var cache = config.getDnsCacheConfig();
    Discovery.Requested defaults = Discovery.Requested.DEFAULT;
    return new Discovery.Requested(
        cache.hasDnsRefreshRate()
            ? Values.duration(cache.getDnsRefreshRate(), field.at("dns_refresh_rate"))
            : defaults.refresh(),
        cache.hasMaxHosts()
            ? Math.max(1, Values.unsigned(cache.getMaxHosts()))
            : defaults.maxHosts());
  }
}
