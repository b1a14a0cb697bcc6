package dev.lateen.sidecar.xds.snapshot;

import java.util.Arrays;
import java.util.Optional;

/** The resource types of xDS v3 that this proxy asks for, in the order they are first asked for. */
public enum ResourceType {
  /** CDS. */
  CLUSTER("envoy.config.cluster.v3.Cluster"),
  /** EDS. */
  ENDPOINT("envoy.config.endpoint.v3.ClusterLoadAssignment"),
  /** LDS. */
  LISTENER("envoy.config.listener.v3.Listener"),
  /** RDS. */
  ROUTE("envoy.config.route.v3.RouteConfiguration"),
  /** SDS. */
  SECRET("envoy.extensions.transport_sockets.tls.v3.Secret");

  private final String typeUrl;

  ResourceType(String message) {
    this.typeUrl = "type.googleapis.com/" + message;
  }

  /** As in {@code DiscoveryRequest.type_url}. */
  public String typeUrl() {
    return typeUrl;
  }

  /** The type of that URL. */
  public static Optional<ResourceType> of(String typeUrl) {
    return Arrays.stream(values()).filter(type -> type.typeUrl.equals(typeUrl)).findFirst();
  }
}
