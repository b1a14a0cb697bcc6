package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.EgressPort;
import dev.lateen.crds.v1alpha1.EgressRuleSpec;
import dev.lateen.operator.discovery.compile.Destination.Location;
import dev.lateen.operator.platform.model.Protocol;
import dev.lateen.operator.platform.model.Service;
import dev.lateen.operator.platform.model.ServicePort;
import dev.lateen.operator.rules.AcceptedRule;
import dev.lateen.operator.rules.RuleRevision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything one proxy can send to. Services come before egress rules, so a host that is both is
 * the service. A wildcard host or a subnet has no endpoints of its own: it is reached where
 * captured connections wanted to go; an explicit proxy goes to the host of a wildcard that each
 * request names, and leaves subnets out. The HTTPS ports of a wildcard are left out: not every
 * proxy can take the name to verify from each request.
 */
final class Destinations {
  private static final int HTTP_PORT = 80;

  private final Map<String, Destination> byName = new LinkedHashMap<>();
  private final Set<RuleRevision> egressRules = new HashSet<>();
  private final List<Destination> opened = new ArrayList<>();

  private Destinations() {}

  static Destinations of(ProxyContext proxy) {
    var destinations = new Destinations();
    for (Service service : proxy.mesh().services()) {
      destinations.addService(service, proxy);
    }
    for (AcceptedRule<EgressRuleSpec> rule : proxy.mesh().egressRules()) {
      if (rule.spec().useEgressProxy() || !leaves(proxy)) {
        destinations.addEgress(rule, proxy);
      }
    }
    return destinations;
  }

  List<Destination> all() {
    return List.copyOf(byName.values());
  }

  Optional<Destination> find(String hostname, int port) {
    return Optional.ofNullable(byName.get(hostname + ":" + port));
  }

  /** The given port of a host, or its only HTTP port where it has not that one (TM-030). */
  Optional<Destination> findLike(String hostname, int port) {
    return find(hostname, port).or(() -> onlyHttpPort(hostname));
  }

  /** The egress rules that opened a host. */
  Set<RuleRevision> egressRules() {
    return Set.copyOf(egressRules);
  }

  /** What egress rules opened: of the egress gateway only what it is to go to for others. */
  List<Destination> opened() {
    return List.copyOf(opened);
  }

  private Optional<Destination> onlyHttpPort(String hostname) {
    List<Destination> ports =
        byName.values().stream()
            .filter(destination -> destination.hostname().equals(hostname) && destination.http())
            .toList();
    return ports.size() == 1 ? Optional.of(ports.getFirst()) : Optional.empty();
  }

  private void addService(Service service, ProxyContext proxy) {
    List<String> names = DomainNames.of(service, proxy.namespace());
    boolean single = service.ports().stream().filter(port -> isHttp(port, service)).count() == 1;
    for (ServicePort port : service.ports()) {
      if (port.protocol() != Protocol.UDP) {
        var destination =
            new Destination(
                service.hostname(),
                port.port(),
                port.protocol(),
                location(service, port.port(), proxy),
                names,
                port.port() == HTTP_PORT || single && isHttp(port, service));
        add(destination);
        if (service.headless()) {
          HeadlessMembers.of(destination, proxy).forEach(this::add);
        }
      }
    }
  }

  /** A name outside is left for by the gateway where a rule says so of that very name. */
  private static Location location(Service service, int port, ProxyContext proxy) {
    return service
        .externalName()
        .map(
            name -> {
              var outside = new Location.Outside(name, true);
              return proxy.mesh().leavesByGateway(name, port) && !leaves(proxy)
                  ? new Location.ByGateway(outside)
                  : outside;
            })
        .orElseGet(
            () -> new Location.Mesh(service.address().stream().toList(), service.headless()));
  }

  private static boolean isHttp(ServicePort port, Service service) {
    return port.protocol().isHttp()
        || port.protocol() == Protocol.HTTPS && service.externalName().isPresent();
  }

  /** Whether calls leave the mesh from here, also those that sidecars send to the gateway. */
  private static boolean leaves(ProxyContext proxy) {
    return proxy.identity().type() == ProxyIdentity.Type.EGRESS;
  }

  private void addEgress(AcceptedRule<EgressRuleSpec> rule, ProxyContext proxy) {
    String host = MeshIndex.hostname(rule, rule.spec().destination());
    boolean wildcard = host.startsWith("*");
    boolean subnet = host.contains("/");
    if (subnet && !proxy.captured()) {
      return;
    }
    Location exit =
        wildcard || subnet ? new Location.Anywhere(false) : new Location.Outside(host, false);
    Location location =
        rule.spec().useEgressProxy() && !leaves(proxy) ? new Location.ByGateway(exit) : exit;
    for (EgressPort port : rule.spec().ports()) {
      var protocol = Protocol.valueOf(port.protocol().toUpperCase(Locale.ROOT));
      if (wildcard && protocol == Protocol.HTTPS) {
        continue;
      }
      boolean bare = port.port() == HTTP_PORT || rule.spec().ports().size() == 1;
      var destination = new Destination(host, port.port(), protocol, location, List.of(host), bare);
      if (add(destination)) {
        opened.add(destination);
        egressRules.add(rule.revision());
      }
    }
  }

  private boolean add(Destination destination) {
    return byName.putIfAbsent(destination.virtualHostName(), destination) == null;
  }
}
