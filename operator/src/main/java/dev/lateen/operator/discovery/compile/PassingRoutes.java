package dev.lateen.operator.discovery.compile;

import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.time.Duration;
import java.util.List;

/**
 * Route tables of proxies that stand behind the caller's: all requests go on as they are. The
 * caller's proxy has the timeout, so none is set here; upgrades to WebSocket pass (TM-007).
 */
final class PassingRoutes {
  private PassingRoutes() {}

  /**
   * To a cluster.
   *
   * @param domains the hosts that requests may name
   */
  static RouteConfiguration to(String name, String cluster, List<String> domains) {
    return RouteConfiguration.newBuilder()
        .setName(name)
        .addVirtualHosts(
            VirtualHost.newBuilder()
                .setName(name)
                .addAllDomains(domains)
                .addRoutes(
                    Route.newBuilder()
                        .setName(RouteCompiler.DEFAULT_ROUTE)
                        .setMatch(RouteMatch.newBuilder().setPrefix("/"))
                        .setRoute(
                            RouteAction.newBuilder()
                                .setCluster(cluster)
                                .setTimeout(Protos.duration(Duration.ZERO))
                                .addUpgradeConfigs(RouteActionCompiler.websocket()))))
        .build();
  }
}
