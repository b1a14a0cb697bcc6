package dev.lateen.sidecar.xds.snapshot;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.DirectResponse;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.VirtualHost;
import dev.lateen.sidecar.xds.cluster.ClusterResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Puts the resources together. A pure function. */
public final class ModelBuilder {
  private static final int UNAVAILABLE = 503;

  private final ResourceSet resources;
  private final Set<String> missing = new TreeSet<>();

  private ModelBuilder(ResourceSet resources) {
    this.resources = resources;
  }

  /**
   * The model of these resources. It is complete when both LDS and CDS have arrived, every route
   * configuration a listener names is there, every cluster a route or TCP proxy names exists, and
   * every EDS cluster has had an assignment, and the secrets that anything names are there.
   */
  public static Build build(ResourceSet resources) {
    return new ModelBuilder(resources).build();
  }

  private Build build() {
    for (ResourceType type : List.of(ResourceType.LISTENER, ResourceType.CLUSTER)) {
      if (!resources.versions().containsKey(type)) {
        missing.add("all resources of type " + type);
      }
    }
    List<Listener> listeners =
        resources.listeners().values().stream()
            .map(listener -> listener.resolve(this::routes))
            .toList();
    List<Cluster> clusters =
        resources.clusters().values().stream().map(this::withEndpoints).toList();
    References.of(listeners)
        .forEach(
            (cluster, user) -> {
              if (!resources.clusters().containsKey(cluster)) {
                missing.add("cluster \"" + cluster + "\" of " + user);
              }
            });
    resources.neededSecrets().stream()
        .filter(name -> !resources.secrets().containsKey(name))
        .forEach(name -> missing.add("secret \"" + name + "\""));
    return new Build(
        ProxyModel.of(resources.version(), listeners, clusters).withTrust(resources.trust()),
        missing);
  }

  private RouteTable routes(String name) {
    RouteTable table = resources.routes().get(name);
    if (table == null) {
      missing.add("route configuration \"" + name + "\"");
      return unavailable(name);
    }
    return table;
  }

  private Cluster withEndpoints(ClusterResource cluster) {
    if (cluster.assignment().isEmpty()) {
      return cluster.frame();
    }
    List<Endpoint> endpoints = resources.assignments().get(cluster.assignment().get());
    if (endpoints == null) {
      missing.add("endpoints of cluster \"" + cluster.name() + "\"");
      return cluster.resolve(new ArrayList<>());
    }
    return cluster.resolve(endpoints);
  }

  private static RouteTable unavailable(String name) {
    Route route = Route.of(RouteMatch.ANY, new DirectResponse(UNAVAILABLE, "no routes yet\n"));
    return new RouteTable(name, List.of(new VirtualHost(name, List.of("*"), List.of(route))));
  }
}
