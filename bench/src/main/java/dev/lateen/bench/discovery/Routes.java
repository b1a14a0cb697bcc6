package dev.lateen.bench.discovery;

import com.google.protobuf.Duration;
import dev.lateen.bench.scenario.Scenario;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.List;

/** Route tables as discovery compiles them. */
final class Routes {
  private Routes() {}

  /**
   * Every service as a virtual host, with a rule for some callers before the route for the rest.
   */
  static RouteConfiguration outbound(String name, Scenario scenario, String tester) {
    var table = RouteConfiguration.newBuilder().setName(name);
    for (int service = 0; service < scenario.services(); service++) {
      table.addVirtualHosts(
          host(Scenario.hostname(service), scenario.port(), cluster(scenario, service), tester));
    }
    return table.build();
  }

  /** The cluster of a service. */
  static String cluster(Scenario scenario, int service) {
    return "outbound|" + scenario.port() + "||" + Scenario.hostname(service);
  }

  private static VirtualHost host(String hostname, int port, String cluster, String tester) {
    var rule =
        Route.newBuilder()
            .setName("default/testers")
            .setMatch(
                RouteMatch.newBuilder()
                    .setPrefix("/")
                    .addHeaders(
                        HeaderMatcher.newBuilder()
                            .setName("x-user")
                            .setStringMatch(StringMatcher.newBuilder().setExact(tester))))
            .setRoute(to(cluster, Protos.seconds(5)));
    var rest =
        Route.newBuilder()
            .setName("default")
            .setMatch(RouteMatch.newBuilder().setPrefix("/"))
            .setRoute(to(cluster, Protos.seconds(15)));
    return VirtualHost.newBuilder()
        .setName(hostname + ":" + port)
        .addAllDomains(List.of(hostname, hostname + ":" + port))
        .addRoutes(rule)
        .addRoutes(rest)
        .build();
  }

  /** Everything to the application. */
  static RouteConfiguration inbound(String cluster) {
    return RouteConfiguration.newBuilder()
        .setName(cluster)
        .addVirtualHosts(
            VirtualHost.newBuilder()
                .setName(cluster)
                .addDomains("*")
                .addRoutes(
                    Route.newBuilder()
                        .setName("default")
                        .setMatch(RouteMatch.newBuilder().setPrefix("/"))
                        .setRoute(to(cluster, Protos.seconds(0)))))
        .build();
  }

  private static RouteAction to(String cluster, Duration timeout) {
    return RouteAction.newBuilder().setCluster(cluster).setTimeout(timeout).build();
  }
}
