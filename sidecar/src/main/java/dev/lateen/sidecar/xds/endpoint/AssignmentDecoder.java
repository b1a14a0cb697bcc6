package dev.lateen.sidecar.xds.endpoint;

import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.Locality;
import dev.lateen.sidecar.xds.decode.Addresses;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.TransportLabels;
import dev.lateen.sidecar.xds.decode.Values;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Decodes {@code config.endpoint.v3.ClusterLoadAssignment}, from EDS or inside a cluster. */
public final class AssignmentDecoder {
  private AssignmentDecoder() {}

  /**
   * The endpoints of an EDS assignment; their addresses must be literals.
   *
   * @throws dev.lateen.sidecar.xds.decode.InvalidResourceException when it cannot be obeyed
   */
  public static List<Endpoint> decode(ClusterLoadAssignment assignment) {
    return decode(
        assignment, true, FieldPath.of("ClusterLoadAssignment", assignment.getClusterName()));
  }

  /**
   * The endpoints of an assignment at some place.
   *
   * @param literals whether addresses must be IP address literals
   */
  public static List<Endpoint> decode(
      ClusterLoadAssignment assignment, boolean literals, FieldPath at) {
    at.unsupported("policy.drop_overloads", assignment.getPolicy().getDropOverloadsCount() > 0);
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < assignment.getEndpointsCount(); i++) {
      locality(assignment.getEndpoints(i), literals, endpoints, at.at("endpoints", i));
    }
    return endpoints;
  }

  private static void locality(
      LocalityLbEndpoints group, boolean literals, List<Endpoint> into, FieldPath at) {
    at.unsupported("leds_cluster_locality_config", group.hasLedsClusterLocalityConfig());
    Locality locality =
        new Locality(
            group.getLocality().getRegion(),
            group.getLocality().getZone(),
            group.getLocality().getSubZone(),
            group.getPriority(),
            group.hasLoadBalancingWeight() ? Values.unsigned(group.getLoadBalancingWeight()) : 0);
    for (int i = 0; i < group.getLbEndpointsCount(); i++) {
      into.add(endpoint(group.getLbEndpoints(i), locality, literals, at.at("lb_endpoints", i)));
    }
  }

  private static Endpoint endpoint(
      LbEndpoint endpoint, Locality locality, boolean literals, FieldPath at) {
    at.unsupported("endpoint_name", endpoint.hasEndpointName());
    at.unsupported(
        "endpoint.additional_addresses", endpoint.getEndpoint().getAdditionalAddressesCount() > 0);
    FieldPath field = at.at("endpoint.address");
    SocketAddress address = Addresses.tcp(endpoint.getEndpoint().getAddress(), field);
    try {
      return new Endpoint(
          literals
              ? InetAddress.ofLiteral(address.getAddress()).getHostAddress()
              : address.getAddress(),
          address.getPortValue(),
          endpoint.hasLoadBalancingWeight()
              ? Values.unsigned(endpoint.getLoadBalancingWeight())
              : 1,
          locality,
          healthy(endpoint),
          TransportLabels.of(endpoint.getMetadata(), at.at("metadata")));
    } catch (IllegalArgumentException e) {
      throw field.invalid(e);
    }
  }

  private static boolean healthy(LbEndpoint endpoint) {
    return switch (endpoint.getHealthStatus()) {
      case UNKNOWN, HEALTHY, DEGRADED, UNRECOGNIZED -> true;
      case UNHEALTHY, DRAINING, TIMEOUT -> false;
    };
  }
}
