package dev.lateen.operator.discovery.snapshot;

import java.util.Arrays;
import java.util.Optional;

/** The types of resources, in the order that never leaves a reference without its target. */
public enum ResourceType {
  SDS("envoy.extensions.transport_sockets.tls.v3.Secret"),
  CDS("envoy.config.cluster.v3.Cluster"),
  EDS("envoy.config.endpoint.v3.ClusterLoadAssignment"),
  LDS("envoy.config.listener.v3.Listener"),
  RDS("envoy.config.route.v3.RouteConfiguration");

  private final String typeUrl;

  ResourceType(String message) {
    this.typeUrl = "type.googleapis.com/" + message;
  }

  /** What requests and responses call the type. */
  public String typeUrl() {
    return typeUrl;
  }

  /** The type of a URL, empty for types we do not serve. */
  public static Optional<ResourceType> of(String typeUrl) {
    return Arrays.stream(values()).filter(type -> type.typeUrl.equals(typeUrl)).findFirst();
  }
}
