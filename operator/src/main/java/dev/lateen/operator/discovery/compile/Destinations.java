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

  private Destinations() {}

  static Destinations of(ProxyContext proxy) {
    var destinations = new Destinations();
    for (Service service : proxy.mesh().services()) {
      destinations.addService(service, proxy);
    }
    for (AcceptedRule<EgressRuleSpec> rule : proxy.mesh().egressRules()) {
      destinations.addEgress(rule, proxy.captured());
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

  private Optional<Destination> onlyHttpPort(String hostname) {
    List<Destination> ports =
        byName.values().stream()
            .filter(destination -> destination.hostname().equals(hostname) && destination.http())
            .toList();
    return ports.size() == 1 ? Optional.of(ports.getFirst()) : Optional.empty();
  }

  private void addService(Service service, ProxyContext proxy) {
    List<String> names = DomainNames.of(service, proxy.namespace());
    Location location = location(service);
    boolean single = service.ports().stream().filter(port -> isHttp(port, location)).count() == 1;
    for (ServicePort port : service.ports()) {
      if (port.protocol() != Protocol.UDP) {
        var destination =
            new Destination(
                service.hostname(),
                port.port(),
                port.protocol(),
                location,
                names,
                port.port() == HTTP_PORT || single && isHttp(port, location));
        add(destination);
        if (service.headless()) {
          HeadlessMembers.of(destination, proxy).forEach(this::add);
        }
      }
    }
  }

  private static Location location(Service service) {
    return service
        .externalName()
        .<Location>map(name -> new Location.Outside(name, true))
        .orElseGet(
            () -> new Location.Mesh(service.address().stream().toList(), service.headless()));
  }

  private static boolean isHttp(ServicePort port, Location location) {
    return port.protocol().isHttp()
        || port.protocol() == Protocol.HTTPS && location instanceof Location.Outside;
  }

  private void addEgress(AcceptedRule<EgressRuleSpec> rule, boolean captured) {
    String host = MeshIndex.hostname(rule, rule.spec().destination());
    boolean wildcard = host.startsWith("*");
    boolean subnet = host.contains("/");
    if (subnet && !captured) {
      return;
    }
    Location location =
        wildcard || subnet ? new Location.Anywhere(false) : new Location.Outside(host, false);
    var added = new ArrayList<Boolean>();
    for (EgressPort port : rule.spec().ports()) {
      var protocol = Protocol.valueOf(port.protocol().toUpperCase(Locale.ROOT));
      if (wildcard && protocol == Protocol.HTTPS) {
        continue;
      }
      boolean bare = port.port() == HTTP_PORT || rule.spec().ports().size() == 1;
      added.add(add(new Destination(host, port.port(), protocol, location, List.of(host), bare)));
    }
    if (added.contains(true)) {
      egressRules.add(rule.revision());
    }
  }

  private boolean add(Destination destination) {
    return byName.putIfAbsent(destination.virtualHostName(), destination) == null;
  }
}
