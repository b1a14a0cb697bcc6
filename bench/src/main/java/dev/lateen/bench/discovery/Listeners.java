package dev.lateen.bench.discovery;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLog;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.access_loggers.file.v3.FileAccessLog;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.Cors;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.nio.file.Path;
import java.util.Optional;

/** Listeners with the filters that discovery gives to every sidecar. */
final class Listeners {
  private Listeners() {}

  /** A listener on loopback with one chain. */
  static Listener.Builder bound(String name, int port, TrafficDirection direction, Filter filter) {
    return Listener.newBuilder()
        .setName(name)
        .setAddress(Protos.loopback(port))
        .setTrafficDirection(direction)
        .addFilterChains(FilterChain.newBuilder().addFilters(filter));
  }

  /** HTTP, with routes by RDS; requests are written to the log where one is given. */
  static Filter discovered(String routes, Optional<Path> accessLog) {
    var manager =
        manager(routes)
            .setRds(Rds.newBuilder().setConfigSource(Protos.ads()).setRouteConfigName(routes));
    accessLog.ifPresent(file -> manager.addAccessLog(log(file)));
    return filter(manager);
  }

  /** HTTP, with these routes. */
  static Filter given(RouteConfiguration routes) {
    return filter(manager(routes.getName()).setRouteConfig(routes));
  }

  /** Bytes. */
  static Filter tcp(String cluster) {
    return filter(
        "envoy.filters.network.tcp_proxy",
        TcpProxy.newBuilder().setStatPrefix(cluster).setCluster(cluster).build());
  }

  private static HttpConnectionManager.Builder manager(String name) {
    return HttpConnectionManager.newBuilder()
        .setStatPrefix(name)
        .setCodecType(HttpConnectionManager.CodecType.AUTO)
        .addHttpFilters(httpFilter("envoy.filters.http.cors", Cors.getDefaultInstance()))
        .addHttpFilters(httpFilter("envoy.filters.http.fault", HTTPFault.getDefaultInstance()))
        .addHttpFilters(httpFilter("envoy.filters.http.router", Router.getDefaultInstance()));
  }

  private static AccessLog log(Path file) {
    return AccessLog.newBuilder()
        .setName("envoy.access_loggers.file")
        .setTypedConfig(Any.pack(FileAccessLog.newBuilder().setPath(file.toString()).build()))
        .build();
  }

  private static HttpFilter httpFilter(String name, Message config) {
    return HttpFilter.newBuilder().setName(name).setTypedConfig(Any.pack(config)).build();
  }

  private static Filter filter(HttpConnectionManager.Builder manager) {
    return filter("envoy.filters.network.http_connection_manager", manager.build());
  }

  private static Filter filter(String name, Message config) {
    return Filter.newBuilder().setName(name).setTypedConfig(Any.pack(config)).build();
  }
}
