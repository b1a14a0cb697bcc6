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
 * @param grants ReferenceGrants
 * @param secrets by namespace and name, {@code namespace/name}
 * @param namespaces labels of each namespace by name
 */
public record GatewayDocuments(
    boolean known,
    List<Document<GatewayClassSpec>> classes,
    List<Document<GatewaySpec>> gateways,
    List<Document<HttpRouteSpec>> httpRoutes,
    List<Document<GrpcRouteSpec>> grpcRoutes,
    List<Document<TlsRouteSpec>> tlsRoutes,
    List<Document<ReferenceGrantSpec>> grants,
    Map<String, TlsSecret> secrets,
    Map<String, Map<String, String>> namespaces) {

  /** Where nobody uses the Gateway API. */
  public static final GatewayDocuments NONE =
      new GatewayDocuments(
          false, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(),
          Map.of());

  public GatewayDocuments {
    classes = List.copyOf(classes);
    gateways = List.copyOf(gateways);
    httpRoutes = List.copyOf(httpRoutes);
    grpcRoutes = List.copyOf(grpcRoutes);
    tlsRoutes = List.copyOf(tlsRoutes);
    grants = List.copyOf(grants);
    secrets = Map.copyOf(secrets);
    namespaces = Map.copyOf(namespaces);
  }
}
