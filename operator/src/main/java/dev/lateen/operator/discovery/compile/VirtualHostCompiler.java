package dev.lateen.operator.discovery.compile;

import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** Route tables with one virtual host per destination. */
final class VirtualHostCompiler {
  private static final String ALLOW_ANY = "allow_any";

  private final RouteCompiler routes;

  VirtualHostCompiler(RouteCompiler routes) {
    this.routes = routes;
  }

  /**
   * The table of some destinations. Where two claim the same domain the earlier one has it; one
   * that is left without domains is left out.
   *
   * @param bare whether every destination is also meant by its name without port, because
   *     connections tell the port
   */
  RouteConfiguration.Builder compile(
      String name, Collection<Destination> destinations, boolean bare) {
    var table = RouteConfiguration.newBuilder().setName(name);
    var taken = new HashSet<String>();
    for (Destination destination : destinations) {
      List<String> names =
          DomainNames.withPort(destination.names(), destination.port(), bare || destination.bare());
      List<String> domains = DomainNames.claim(names, taken);
      if (!domains.isEmpty()) {
        table.addVirtualHosts(
            VirtualHost.newBuilder()
                .setName(destination.virtualHostName())
                .addAllDomains(domains)
                .addAllRoutes(routes.compile(destination, PathScope.ANY)));
      }
    }
    return table;
  }

  /** The table of one destination, whatever host its requests name: their connection told it. */
  RouteConfiguration compile(String name, Destination destination) {
    return RouteConfiguration.newBuilder()
        .setName(name)
        .addVirtualHosts(
            VirtualHost.newBuilder()
                .setName(destination.virtualHostName())
                .addDomains("*")
                .addAllRoutes(routes.compile(destination, PathScope.ANY)))
        .build();
  }

  /** Lets requests to unknown hosts go where their connection wanted (UA-04). */
  static void allowAny(RouteConfiguration.Builder table) {
    boolean taken =
        table.getVirtualHostsList().stream().anyMatch(host -> host.getDomainsList().contains("*"));
    if (!taken) {
      table.addVirtualHosts(
          VirtualHost.newBuilder()
              .setName(ALLOW_ANY)
              .addDomains("*")
              .addRoutes(
                  Route.newBuilder()
                      .setName(ALLOW_ANY)
                      .setMatch(RouteMatch.newBuilder().setPrefix("/"))
                      .setRoute(
                          RouteAction.newBuilder()
                              .setCluster(SharedClusters.PASSTHROUGH)
                              .setTimeout(Protos.duration(java.time.Duration.ZERO)))));
    }
  }
}
