package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.discovery.compile.Destination.Location;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.UpgradeConfig;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tunnels an explicit proxy makes for its application (TM-167): CONNECT leads to the endpoints
 * of a destination, whatever they speak. Where the proxy would speak TLS for its application it
 * leads past that: who asks for a tunnel speaks it itself.
 */
final class Tunnels {
  static final String METHOD = "CONNECT";
  private static final String ROUTE = "tunnel";
  private static final RouteMatch CONNECT =
      RouteMatch.newBuilder()
          .setConnectMatcher(RouteMatch.ConnectMatcher.getDefaultInstance())
          .build();
  private static final UpgradeConfig TERMINATED =
      UpgradeConfig.newBuilder()
          .setUpgradeType(METHOD)
          .setConnectConfig(UpgradeConfig.ConnectConfig.getDefaultInstance())
          .build();

  private final TlsPassthrough unopened;
  private final References references;

  Tunnels(TlsPassthrough unopened, References references) {
    this.unopened = unopened;
    this.references = references;
  }

  /** Adds them to a table, whose hosts of requests are there already. */
  void add(RouteConfiguration.Builder table, List<Destination> destinations) {
    Set<String> taken = new HashSet<>();
    table.getVirtualHostsList().forEach(host -> taken.addAll(host.getDomainsList()));
    for (Destination destination : destinations) {
      if (!(destination.exit() instanceof Location.Anywhere)) {
        add(table, destination, taken);
      }
    }
  }

  /** To hosts that the mesh does not know, by the host of a table that takes them. */
  static void toUnknown(RouteConfiguration.Builder table) {
    table.getVirtualHostsBuilderList().stream()
        .filter(host -> host.getDomainsList().contains("*"))
        .forEach(host -> host.addRoutes(route(UnknownHosts.CLUSTER)));
  }

  private void add(RouteConfiguration.Builder table, Destination destination, Set<String> taken) {
    Route route = route(cluster(destination));
    for (VirtualHost.Builder host : table.getVirtualHostsBuilderList()) {
      if (host.getName().equals(destination.virtualHostName())) {
        host.addRoutes(route);
        return;
      }
    }
    List<String> domains =
        DomainNames.claim(
            DomainNames.withPort(destination.names(), destination.port(), false), taken);
    if (!domains.isEmpty()) {
      table.addVirtualHosts(
          VirtualHost.newBuilder()
              .setName(destination.virtualHostName())
              .addAllDomains(domains)
              .addRoutes(route));
    }
  }

  private String cluster(Destination destination) {
    return destination.tls() && destination.exit() instanceof Location.Outside outside
        ? unopened.cluster(destination, outside)
        : references.cluster(destination.whole());
  }

  private static Route route(String cluster) {
    return Route.newBuilder()
        .setName(ROUTE)
        .setMatch(CONNECT)
        .setRoute(
            RouteAction.newBuilder()
                .setCluster(cluster)
                .setTimeout(Protos.duration(Duration.ZERO))
                .addUpgradeConfigs(TERMINATED))
        .build();
  }
}
