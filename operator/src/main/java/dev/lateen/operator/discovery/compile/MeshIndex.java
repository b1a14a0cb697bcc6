package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.Hostnames;
import dev.lateen.crds.v1alpha1.DestinationPolicySpec;
import dev.lateen.crds.v1alpha1.EgressRuleSpec;
import dev.lateen.crds.v1alpha1.IstioService;
import dev.lateen.crds.v1alpha1.RouteRuleSpec;
import dev.lateen.operator.gateway.model.EdgeTls;
import dev.lateen.operator.gateway.model.GatewayModel;
import dev.lateen.operator.identity.TrustBundle;
import dev.lateen.operator.platform.model.Endpoint;
import dev.lateen.operator.platform.model.IngressPath;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.platform.model.MeshSettings;
import dev.lateen.operator.platform.model.Service;
import dev.lateen.operator.rules.AcceptedRule;
import dev.lateen.operator.rules.MeshModel;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The mesh model, arranged for look-ups; made once for each model and shared by all proxies.
 * Immutable and safe for any thread.
 */
public final class MeshIndex {
  private final MeshModel model;
  private final Map<String, Service> services;
  private final Map<InstanceKey, Instance> instances;
  private final Map<ServiceKey, List<Endpoint>> endpointsOfService;
  private final Map<InstanceKey, List<Endpoint>> endpointsOfInstance;
  private final Map<String, List<AcceptedRule<RouteRuleSpec>>> routeRules;
  private final Map<String, List<AcceptedRule<DestinationPolicySpec>>> destinationPolicies;
  private final PeerHandover peers;
  private final List<Endpoint> egressGateway;
  private final Set<ServiceKey> byGateway;

  private MeshIndex(MeshModel model, PeerHandover peers) {
    this.model = model;
    this.services = byKey(model.registry().services(), Service::hostname);
    this.instances = byKey(model.registry().instances(), Instance::key);
    this.endpointsOfService =
        group(
            model.registry().endpoints(),
            endpoint -> new ServiceKey(endpoint.hostname(), endpoint.servicePort()));
    this.endpointsOfInstance = group(model.registry().endpoints(), Endpoint::instance);
    this.routeRules =
        group(
            model.rules().routeRules().stream().sorted(byPrecedence()).toList(),
            rule -> hostname(rule, rule.spec().destination()));
    this.destinationPolicies =
        group(
            model.rules().destinationPolicies().stream().sorted(byConfigKey()).toList(),
            rule -> hostname(rule, rule.spec().destination()));
    this.peers = peers;
    this.egressGateway = EgressGateway.endpoints(model.registry());
    this.byGateway =
        model.rules().egressRules().stream()
            .filter(rule -> rule.spec().useEgressProxy())
            .flatMap(
                rule ->
                    rule.spec().ports().stream()
                        .map(
                            port ->
                                new ServiceKey(
                                    hostname(rule, rule.spec().destination()), port.port())))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Arranges a model. */
  public static MeshIndex of(MeshModel model) {
    return of(model, PeerHandover.done(model));
  }

  /** Arranges a model, with the use of mutual TLS as a change of it stands. */
  public static MeshIndex of(MeshModel model, PeerHandover peers) {
    return new MeshIndex(model, peers);
  }

  /** The full name a rule means by a reference; short names are of the rule's own namespace. */
  static String hostname(AcceptedRule<?> rule, IstioService reference) {
    return Hostnames.of(reference, rule.revision().key().namespace());
  }

  /** Whether the mesh knows an instance. */
  public boolean knows(InstanceKey instance) {
    return instances.containsKey(instance);
  }

  MeshSettings settings() {
    return model.registry().settings();
  }

  TrustBundle trust() {
    return model.trust();
  }

  /** What listeners take. */
  ListenerModes listenerModes() {
    return peers.listeners();
  }

  /** What callers go by. */
  CallerModes callerModes() {
    return peers.spoken();
  }

  /** The instances behind any port of a service, ready or not. */
  Stream<Instance> instancesOf(String hostname) {
    return service(hostname).stream()
        .flatMap(service -> service.ports().stream())
        .flatMap(port -> endpoints(hostname, port.port()).stream())
        .flatMap(endpoint -> instance(endpoint.instance()).stream());
  }

  /** All services, in the registry's order. */
  List<Service> services() {
    return model.registry().services();
  }

  Optional<Service> service(String hostname) {
    return Optional.ofNullable(services.get(hostname));
  }

  Optional<Instance> instance(InstanceKey key) {
    return Optional.ofNullable(instances.get(key));
  }

  List<Endpoint> endpoints(String hostname, int port) {
    return endpointsOfService.getOrDefault(new ServiceKey(hostname, port), List.of());
  }

  /** Where an instance stands behind services. */
  List<Endpoint> endpoints(InstanceKey instance) {
    return endpointsOfInstance.getOrDefault(instance, List.of());
  }

  /** The rules of a destination, in the order they are tried (TM-050, TM-002). */
  List<AcceptedRule<RouteRuleSpec>> routeRules(String hostname) {
    return routeRules.getOrDefault(hostname, List.of());
  }

  /** The policies of a destination, smallest config key first (TM-082). */
  List<AcceptedRule<DestinationPolicySpec>> destinationPolicies(String hostname) {
    return destinationPolicies.getOrDefault(hostname, List.of());
  }

  /** Egress rules, one for each host: the smallest config key wins (TM-135). */
  List<AcceptedRule<EgressRuleSpec>> egressRules() {
    var first = new LinkedHashMap<String, AcceptedRule<EgressRuleSpec>>();
    model.rules().egressRules().stream()
        .sorted(byConfigKey())
        .forEach(rule -> first.putIfAbsent(hostname(rule, rule.spec().destination()), rule));
    return List.copyOf(first.values());
  }

  /** Where the gateway takes calls that leave the mesh, ready or not. */
  List<Endpoint> egressGateway() {
    return egressGateway;
  }

  /** Whether calls to a port of a host outside leave by the gateway, as an egress rule says. */
  boolean leavesByGateway(String host, int port) {
    return byGateway.contains(new ServiceKey(host, port));
  }

  /** What the Gateway API asks for. */
  GatewayModel gateways() {
    return model.gateways();
  }

  /** The certificates of the ingress gateway. */
  EdgeTls edgeTls() {
    return model.edge();
  }

  List<IngressPath> ingressPaths() {
    return model.registry().ingressPaths();
  }

  private static Comparator<AcceptedRule<RouteRuleSpec>> byPrecedence() {
    return Comparator.<AcceptedRule<RouteRuleSpec>>comparingInt(rule -> rule.spec().precedence())
        .reversed()
        .thenComparing(byConfigKey());
  }

  private static <S> Comparator<AcceptedRule<S>> byConfigKey() {
    return Comparator.comparing(rule -> rule.revision().key());
  }

  private static <K, V> Map<K, V> byKey(List<V> values, Function<V, K> key) {
    return values.stream()
        .collect(
            Collectors.toMap(key, Function.identity(), (first, _) -> first, LinkedHashMap::new));
  }

  private static <K, V> Map<K, List<V>> group(List<V> values, Function<V, K> key) {
    return values.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }

  private record ServiceKey(String hostname, int port) {}
}
