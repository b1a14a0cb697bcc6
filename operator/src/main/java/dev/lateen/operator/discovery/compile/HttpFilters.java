package dev.lateen.operator.discovery.compile;

import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.Cors;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.UpgradeConfig;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;

/** HTTP connection managers: the same filters everywhere, routes given or discovered. */
final class HttpFilters {
  static final String CORS = "envoy.filters.http.cors";
  static final String FAULT = "envoy.filters.http.fault";

  /** What the Server header of every response says (TM-069). */
  private static final String SERVER = "lateen";

  private static final String ROUTER = "envoy.filters.http.router";
  private static final String CONNECTION_MANAGER = "envoy.filters.network.http_connection_manager";

  private HttpFilters() {}

  /** Routes come by RDS. */
  static Filter discovered(String routeConfiguration) {
    return filter(
        manager(routeConfiguration)
            .setRds(
                Rds.newBuilder()
                    .setConfigSource(Protos.ads())
                    .setRouteConfigName(routeConfiguration)));
  }

  /**
   * Routes come by RDS, and callers are strangers: their address is taken from the connection and
   * appended to X-Forwarded-For, their x-envoy headers are removed, their paths normalised
   * (TM-120).
   */
  static Filter discoveredAtEdge(String routeConfiguration) {
    return filter(
        manager(routeConfiguration)
            .setUseRemoteAddress(BoolValue.of(true))
            .setNormalizePath(BoolValue.of(true))
            .setMergeSlashes(true)
            .setRds(
                Rds.newBuilder()
                    .setConfigSource(Protos.ads())
                    .setRouteConfigName(routeConfiguration)));
  }

  /**
   * Routes come by RDS, tunnels are made where they say so, and hosts may be those that requests
   * name.
   */
  static Filter explicit(String routeConfiguration) {
    return filter(
        resolving(routeConfiguration)
            .addUpgradeConfigs(UpgradeConfig.newBuilder().setUpgradeType(Tunnels.METHOD))
            .setRds(
                Rds.newBuilder()
                    .setConfigSource(Protos.ads())
                    .setRouteConfigName(routeConfiguration)));
  }

  /** Routes are given. */
  static Filter given(RouteConfiguration routes) {
    return filter(manager(routes.getName()).setRouteConfig(routes));
  }

  /** Routes are given, and hosts are those that requests name. */
  static Filter givenToNamedHosts(RouteConfiguration routes) {
    return filter(resolving(routes.getName()).setRouteConfig(routes));
  }

  private static HttpConnectionManager.Builder manager(String name) {
    return HttpConnectionManager.newBuilder()
        .setStatPrefix(name)
        .setServerName(SERVER)
        .setCodecType(HttpConnectionManager.CodecType.AUTO)
        .addHttpFilters(httpFilter(CORS, Cors.getDefaultInstance()))
        .addHttpFilters(httpFilter(FAULT, HTTPFault.getDefaultInstance()))
        .addHttpFilters(httpFilter(ROUTER, Router.getDefaultInstance()));
  }

  private static HttpConnectionManager.Builder resolving(String name) {
    var manager = manager(name);
    int router = manager.getHttpFiltersCount() - 1;
    return manager.addHttpFilters(router, httpFilter(UnknownHosts.FILTER, UnknownHosts.filter()));
  }

  private static HttpFilter httpFilter(String name, Message config) {
    return HttpFilter.newBuilder().setName(name).setTypedConfig(Protos.any(config)).build();
  }

  private static Filter filter(HttpConnectionManager.Builder manager) {
    return Filter.newBuilder()
        .setName(CONNECTION_MANAGER)
        .setTypedConfig(Protos.any(manager.build()))
        .build();
  }
}
