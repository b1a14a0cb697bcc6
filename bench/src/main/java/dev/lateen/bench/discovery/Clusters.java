package dev.lateen.bench.discovery;

import com.google.protobuf.Any;
import dev.lateen.bench.scenario.Protocol;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.OutlierDetection;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;

/** Clusters and where their endpoints are. */
final class Clusters {
  private static final String OPTIONS = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

  private Clusters() {}

  /** A service of the mesh: endpoints by EDS, outlier detection on. */
  static Cluster.Builder outbound(String name, Protocol protocol) {
    return speaking(protocol, Cluster.newBuilder())
        .setName(name)
        .setType(Cluster.DiscoveryType.EDS)
        .setEdsClusterConfig(Cluster.EdsClusterConfig.newBuilder().setEdsConfig(Protos.ads()))
        .setConnectTimeout(Protos.seconds(1))
        .setOutlierDetection(
            OutlierDetection.newBuilder()
                .setConsecutive5Xx(Protos.number(5))
                .setInterval(Protos.seconds(10))
                .setBaseEjectionTime(Protos.seconds(30))
                .setMaxEjectionPercent(Protos.number(100))
                .setEnforcingSuccessRate(Protos.number(0)));
  }

  /** The application behind an inbound listener. */
  static Cluster.Builder inbound(String name, int port, Protocol protocol) {
    return speaking(protocol, Cluster.newBuilder())
        .setName(name)
        .setType(Cluster.DiscoveryType.STATIC)
        .setConnectTimeout(Protos.seconds(1))
        .setLoadAssignment(assignment(name, port));
  }

  /** One endpoint on loopback. */
  static ClusterLoadAssignment assignment(String cluster, int port) {
    return ClusterLoadAssignment.newBuilder()
        .setClusterName(cluster)
        .addEndpoints(
            LocalityLbEndpoints.newBuilder()
                .addLbEndpoints(
                    LbEndpoint.newBuilder()
                        .setEndpoint(Endpoint.newBuilder().setAddress(Protos.loopback(port)))))
        .build();
  }

  private static Cluster.Builder speaking(Protocol protocol, Cluster.Builder cluster) {
    if (protocol == Protocol.HTTP2) {
      var options = HttpProtocolOptions.newBuilder();
      options
          .getExplicitHttpConfigBuilder()
          .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance());
      cluster.putTypedExtensionProtocolOptions(OPTIONS, Any.pack(options.build()));
    }
    return cluster;
  }
}
