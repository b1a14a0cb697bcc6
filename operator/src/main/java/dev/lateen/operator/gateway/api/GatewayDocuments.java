package dev.lateen.operator.gateway.api;

import java.util.List;
import java.util.Map;

/**
 * Every document of the Gateway API at one moment, and what they refer to.
 *
 * @param known whether the platform has the API at all
 * @param classes GatewayClasses
 * @param gateways Gateways
 * @param httpRoutes HTTPRoutes
 * @param grpcRoutes GRPCRoutes
 * @param tlsRoutes TLSRoutes
 * @param tcpRoutes TCPRoutes
 * @param backendTls BackendTLSPolicies
 * @param grants ReferenceGrants
 * @param namespaces labels of each namespace by name
 * @param authorities certificates of authorities in ConfigMaps, by {@code namespace/name}
 */
public record GatewayDocuments(
    boolean known,
    List<Document<GatewayClassSpec>> classes,
    List<Document<GatewaySpec>> gateways,
    List<Document<HttpRouteSpec>> httpRoutes,
    List<Document<GrpcRouteSpec>> grpcRoutes,
    List<Document<TlsRouteSpec>> tlsRoutes,
    List<Document<TcpRouteSpec>> tcpRoutes,
    List<Document<BackendTlsPolicySpec>> backendTls,
    List<Document<ReferenceGrantSpec>> grants,
    Map<String, Map<String, String>> namespaces,
    Map<String, String> authorities) {

  /** Where nobody uses the Gateway API. */
  public static final GatewayDocuments NONE =
      new GatewayDocuments(
          false, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
          List.of(), Map.of(), Map.of());

  public GatewayDocuments {
    classes = List.copyOf(classes);
    gateways = List.copyOf(gateways);
    httpRoutes = List.copyOf(httpRoutes);
    grpcRoutes = List.copyOf(grpcRoutes);
    tlsRoutes = List.copyOf(tlsRoutes);
    tcpRoutes = List.copyOf(tcpRoutes);
    backendTls = List.copyOf(backendTls);
    grants = List.copyOf(grants);
    namespaces = Map.copyOf(namespaces);
    authorities = Map.copyOf(authorities);
  }
}
