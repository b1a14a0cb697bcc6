package dev.lateen.operator.discovery.compile;

import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** Route tables with one virtual host per destination. */
final class VirtualHostCompiler {
  private static final String ALLOW_ANY = "allow_any";
  private static final String REGISTRY_ONLY = "registry_only";
  private static final int BAD_GATEWAY = 502;
  private static final String REFUSAL =
      "The mesh knows no service and no EgressRule for this host, and calls to others are not"
          + " allowed (outboundTrafficPolicy: REGISTRY_ONLY).\n";

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
                .setIncludeRequestAttemptCount(true)
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

  /**
   * Lets requests to unknown hosts go where they want (UA-04).
   *
   * @param cluster leads where connections wanted, or where requests say
   */
  static void allowAny(RouteConfiguration.Builder table, String cluster) {
    unknown(
        table,
        ALLOW_ANY,
        Route.newBuilder()
            .setRoute(
                RouteAction.newBuilder()
                    .setCluster(cluster)
                    .setTimeout(Protos.duration(Duration.ZERO))));
  }

  /**
   * Answers requests to unknown hosts with words (TM-130, UA-04). 502 tells them from an answer of
   * a service, as 404 would not.
   */
  static void registryOnly(RouteConfiguration.Builder table) {
    unknown(
        table,
        REGISTRY_ONLY,
        Route.newBuilder()
            .setDirectResponse(
                DirectResponseAction.newBuilder()
                    .setStatus(BAD_GATEWAY)
                    .setBody(DataSource.newBuilder().setInlineString(REFUSAL))));
  }

  private static void unknown(RouteConfiguration.Builder table, String name, Route.Builder route) {
    boolean taken =
        table.getVirtualHostsList().stream().anyMatch(host -> host.getDomainsList().contains("*"));
    if (!taken) {
      table.addVirtualHosts(
          VirtualHost.newBuilder()
              .setName(name)
              .addDomains("*")
              .addRoutes(route.setName(name).setMatch(RouteMatch.newBuilder().setPrefix("/"))));
    }
  }
}
