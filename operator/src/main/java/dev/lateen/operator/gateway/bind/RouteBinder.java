package dev.lateen.operator.gateway.bind;

import dev.lateen.operator.gateway.api.Document;
import dev.lateen.operator.gateway.api.GatewayDocuments;
import dev.lateen.operator.gateway.api.GrpcRouteSpec;
import dev.lateen.operator.gateway.api.HttpRouteSpec;
import dev.lateen.operator.gateway.api.Meta;
import dev.lateen.operator.gateway.api.ParentReference;
import dev.lateen.operator.gateway.api.RouteSpec;
import dev.lateen.operator.gateway.api.TcpRouteSpec;
import dev.lateen.operator.gateway.api.TlsRouteSpec;
import dev.lateen.operator.gateway.bind.Parents.Place;
import dev.lateen.operator.gateway.bind.RouteReport.ParentReport;
import dev.lateen.operator.gateway.model.BackendService;
import dev.lateen.operator.gateway.model.ByteRoute;
import dev.lateen.operator.gateway.model.HttpRoute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Attaches routes, and keeps what is attached where. Confined to one binding. */
final class RouteBinder {
  private static final Comparator<Document<?>> OLDEST_FIRST =
      Comparator.comparing((Document<?> route) -> route.meta().created())
          .thenComparing(route -> route.meta().id());

  private final Parents parents;
  private final ServiceParents serviceParents;
  private final Backends backends;
  private final HttpRules httpRules;
  private final GrpcRules grpcRules;
  private final Map<Place, List<HttpRoute>> http = new HashMap<>();
  private final Map<Place, List<ByteRoute>> bytes = new HashMap<>();
  private final Map<Place, Set<Meta>> attached = new HashMap<>();
  private final Map<BackendService, List<HttpRoute>> services = new HashMap<>();
  private final Map<String, Set<String>> gatewaysOf = new HashMap<>();

  RouteBinder(Parents parents, ServiceParents serviceParents, Backends backends) {
    this.parents = parents;
    this.serviceParents = serviceParents;
    this.backends = backends;
    this.httpRules = new HttpRules(backends);
    this.grpcRules = new GrpcRules(httpRules);
  }

  /** Attaches every route, the oldest first. */
  List<RouteReport> attach(GatewayDocuments documents) {
    return Stream.of(
            documents.httpRoutes(),
            documents.grpcRoutes(),
            documents.tlsRoutes(),
            documents.tcpRoutes())
        .flatMap(List::stream)
        .sorted(OLDEST_FIRST)
        .<RouteReport>map(route -> attach(route.meta(), route.spec()))
        .toList();
  }

  List<HttpRoute> http(Place place) {
    return http.getOrDefault(place, List.of());
  }

  List<ByteRoute> bytes(Place place) {
    return bytes.getOrDefault(place, List.of());
  }

  int attached(Place place) {
    return attached.getOrDefault(place, Set.of()).size();
  }

  Map<BackendService, List<HttpRoute>> ofServices() {
    return services;
  }

  /** The Gateways, {@code namespace/name}, with routes to a service, by its hostname. */
  Map<String, Set<String>> gatewaysOf() {
    return gatewaysOf;
  }

  private RouteReport attach(Meta route, RouteSpec spec) {
    Optional<Finding> unsupported = unsupported(spec);
    Finding resolved = backends.resolve(route, spec.backends());
    var places = new HashMap<Place, Set<String>>();
    var ports = new LinkedHashSet<BackendService>();
    var reports = new ArrayList<ParentReport>();
    for (ParentReference parent : spec.parentRefs()) {
      Optional<Finding> accepted =
          parents
              .attach(route, spec, parent)
              .map(
                  attachment -> {
                    attachment
                        .places()
                        .forEach(
                            (place, hosts) ->
                                places
                                    .computeIfAbsent(place, _ -> new LinkedHashSet<>())
                                    .addAll(hosts));
                    return attachment.accepted();
                  })
              .or(
                  () ->
                      serviceParents
                          .attach(route, parent)
                          .map(
                              attachment -> {
                                ports.addAll(attachment.ports());
                                return attachment.accepted();
                              }));
      accepted.ifPresent(
          finding ->
              reports.add(
                  new ParentReport(parent, List.of(unsupported.orElse(finding), resolved))));
    }
    if (unsupported.isEmpty()) {
      places.forEach((place, hosts) -> put(route, spec, place, List.copyOf(hosts)));
      ports.forEach(port -> put(route, spec, port));
    }
    return new RouteReport(route, reports);
  }

  private void put(Meta route, RouteSpec spec, Place place, List<String> hosts) {
    attached.computeIfAbsent(place, _ -> new HashSet<>()).add(route);
    spec.backends()
        .flatMap(reference -> backends.find(route, reference).stream())
        .forEach(
            backend ->
                gatewaysOf
                    .computeIfAbsent(backend.hostname(), _ -> new TreeSet<>())
                    .add(place.gateway()));
    if (spec instanceof TlsRouteSpec || spec instanceof TcpRouteSpec) {
      bytes.computeIfAbsent(place, _ -> new ArrayList<>()).add(byteRoute(route, spec, hosts));
    }
    httpRoute(route, spec, hosts)
        .ifPresent(one -> http.computeIfAbsent(place, _ -> new ArrayList<>()).add(one));
  }

  private void put(Meta route, RouteSpec spec, BackendService port) {
    httpRoute(route, spec, List.of(HttpRoute.ANY_HOST))
        .ifPresent(one -> services.computeIfAbsent(port, _ -> new ArrayList<>()).add(one));
  }

  private Optional<HttpRoute> httpRoute(Meta route, RouteSpec spec, List<String> hosts) {
    return switch (spec) {
      case HttpRouteSpec one ->
          Optional.of(
              new HttpRoute(route.id(), route.created(), hosts, httpRules.read(route, one)));
      case GrpcRouteSpec one ->
          Optional.of(
              new HttpRoute(route.id(), route.created(), hosts, grpcRules.read(route, one)));
      case TlsRouteSpec _, TcpRouteSpec _ -> Optional.empty();
    };
  }

  private ByteRoute byteRoute(Meta route, RouteSpec spec, List<String> hosts) {
    return new ByteRoute(
        route.id(),
        hosts,
        spec.rules().stream()
            .flatMap(rule -> httpRules.backends(route, rule.backendRefs()).stream())
            .toList());
  }

  /** A route that asks for something that is not done here is not obeyed in part. */
  private static Optional<Finding> unsupported(RouteSpec spec) {
    return spec.rules().stream()
        .flatMap(rule -> new Filters(rule.filters()).unknown().stream())
        .findFirst()
        .map(type -> Finding.refused("UnsupportedValue", "Filter " + type + " is not known here."));
  }
}
