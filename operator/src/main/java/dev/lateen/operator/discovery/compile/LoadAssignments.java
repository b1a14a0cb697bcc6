package dev.lateen.operator.discovery.compile;

import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;

/** Load assignments that are known without looking at instances. */
final class LoadAssignments {
  private LoadAssignments() {}

  /** One endpoint: an address, or a name a STRICT_DNS cluster resolves. */
  static ClusterLoadAssignment single(String cluster, String address, int port) {
    return single(cluster, endpoint(address, port));
  }

  /** One endpoint. */
  static ClusterLoadAssignment single(String cluster, LbEndpoint.Builder endpoint) {
    return ClusterLoadAssignment.newBuilder()
        .setClusterName(cluster)
        .addEndpoints(LocalityLbEndpoints.newBuilder().addLbEndpoints(endpoint))
        .build();
  }

  static LbEndpoint.Builder endpoint(String address, int port) {
    return LbEndpoint.newBuilder()
        .setEndpoint(Endpoint.newBuilder().setAddress(Protos.address(address, port)));
  }
}
