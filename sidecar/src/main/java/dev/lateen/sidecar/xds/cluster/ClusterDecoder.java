package dev.lateen.sidecar.xds.cluster;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Discovery;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import dev.lateen.sidecar.xds.endpoint.AssignmentDecoder;
import dev.lateen.sidecar.xds.tls.TransportSockets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Decodes {@code config.cluster.v3.Cluster}. */
public final class ClusterDecoder {
  private ClusterDecoder() {}

  /**
   * A cluster.
   *
   * @throws dev.lateen.sidecar.xds.decode.InvalidResourceException when it cannot be obeyed
   */
  public static ClusterResource decode(io.envoyproxy.envoy.config.cluster.v3.Cluster cluster) {
    FieldPath at = FieldPath.of("Cluster", cluster.getName());
    refuse(cluster, at);
    HttpOptions options = HttpOptions.decode(cluster, at);
    Discovery discovery = discovery(cluster, at);
    Cluster frame =
        new Cluster(
            cluster.getName(),
            discovery,
            LoadBalancingDecoder.decode(cluster, at),
            cluster.hasConnectTimeout()
                ? Values.duration(cluster.getConnectTimeout(), at.at("connect_timeout"))
                : Duration.ofSeconds(5),
            LimitsDecoder.circuitBreakers(cluster.getCircuitBreakers(), at),
            cluster.hasOutlierDetection()
                ? OutlierDecoder.decode(cluster.getOutlierDetection(), at.at("outlier_detection"))
                : Optional.empty(),
            HealthCheckDecoder.decode(cluster.getHealthChecksList(), at),
            options.connections(),
            options.maxRequestsPerConnection(),
            TransportSockets.upstream(cluster, host(discovery), at)
                .from(
                    SourceAddresses.decode(
                        cluster.getUpstreamBindConfig(), at.at("upstream_bind_config"))),
            options.http());
    return new ClusterResource(frame, assignment(cluster, at));
  }

  /** The name all endpoints are found by. */
  private static Optional<String> host(Discovery discovery) {
    return discovery instanceof Discovery.Dns dns
            && dns.names().stream().map(Endpoint::address).distinct().count() == 1
        ? Optional.of(dns.names().getFirst().address())
        : Optional.empty();
  }

  private static void refuse(io.envoyproxy.envoy.config.cluster.v3.Cluster cluster, FieldPath at) {
    if (cluster.getName().isEmpty()) {
      throw at.at("name").invalid("is empty; name the cluster");
    }
    at.unsupported("lb_subset_config", cluster.getLbSubsetConfig().getSubsetSelectorsCount() > 0);
    at.unsupported("load_balancing_policy", cluster.hasLoadBalancingPolicy());
    at.unsupported("filters", cluster.getFiltersCount() > 0);
    at.unsupported("upstream_config", cluster.hasUpstreamConfig());
  }

  @SuppressWarnings("deprecation") // the plain field for the refresh rate is what Envoy still reads
  private static Discovery discovery(
      io.envoyproxy.envoy.config.cluster.v3.Cluster cluster, FieldPath at) {
    if (cluster.hasClusterType()) {
      return RequestedDecoder.decode(cluster.getClusterType(), at.at("cluster_type"));
    }
    FieldPath field = at.at("load_assignment");
    return switch (cluster.getType()) {
      case STATIC ->
          new Discovery.Endpoints(
              AssignmentDecoder.decode(cluster.getLoadAssignment(), true, field));
      case EDS -> new Discovery.Endpoints(List.of());
      case STRICT_DNS, LOGICAL_DNS ->
          new Discovery.Dns(
              AssignmentDecoder.decode(cluster.getLoadAssignment(), false, field),
              cluster.hasDnsRefreshRate()
                  ? Values.duration(cluster.getDnsRefreshRate(), at.at("dns_refresh_rate"))
                  : Discovery.Dns.DEFAULT_REFRESH);
      case ORIGINAL_DST -> {
        at.unsupported(
            "original_dst_lb_config.use_http_header",
            cluster.getOriginalDstLbConfig().getUseHttpHeader());
        yield new Discovery.OriginalDestination();
      }
      case UNRECOGNIZED -> throw at.at("type").invalid("unknown value " + cluster.getTypeValue());
    };
  }

  private static Optional<String> assignment(
      io.envoyproxy.envoy.config.cluster.v3.Cluster cluster, FieldPath at) {
    if (cluster.getType() != io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType.EDS) {
      return Optional.empty();
    }
    var source = cluster.getEdsClusterConfig().getEdsConfig();
    at.unsupported("eds_cluster_config.eds_config", !source.hasAds() && !source.hasSelf());
    String name = cluster.getEdsClusterConfig().getServiceName();
    return Optional.of(name.isEmpty() ? cluster.getName() : name);
  }
}
