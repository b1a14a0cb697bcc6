package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.platform.model.Service;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names callers may write for a service (TM-151). */
final class DomainNames {
  private DomainNames() {}

  /**
   * Every name that resolves to the service from a namespace: short names only from its own.
   *
   * @return names without port, the full name first
   */
  static List<String> of(Service service, String callerNamespace) {
    var names = new LinkedHashSet<String>();
    names.add(service.hostname());
    String qualified = service.name() + "." + service.namespace();
    if (service.hostname().startsWith(qualified + ".svc.")) {
      names.add(qualified + ".svc");
      names.add(qualified);
      if (service.namespace().equals(callerNamespace)) {
        names.add(service.name());
      }
    }
    service.address().ifPresent(names::add);
    return List.copyOf(names);
  }

  /** The names with the port, and also without where {@code bare} says so. */
  static List<String> withPort(List<String> names, int port, boolean bare) {
    var domains = new ArrayList<String>();
    for (String name : names) {
      if (bare) {
        domains.add(name);
      }
      domains.add(name + ":" + port);
    }
    return List.copyOf(domains);
  }

  /**
   * Drops the domains another virtual host of the same route table has: a domain given twice makes
   * a proxy refuse the whole table.
   *
   * @param taken domains given so far; those returned are added
   */
  static List<String> claim(List<String> domains, Set<String> taken) {
    return domains.stream().filter(taken::add).toList();
  }
}
