package dev.lateen.operator.gateway.bind;

import dev.lateen.crds.Hostnames;
import dev.lateen.operator.gateway.api.BackendReference;
import dev.lateen.operator.gateway.api.Meta;
import dev.lateen.operator.gateway.model.BackendService;
import dev.lateen.operator.platform.model.Service;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where references of routes lead.
 *
 * @param services known services by hostname
 * @param grants what may leave its namespace
 */
record Backends(Map<String, Service> services, Grants grants) {

  /** Where a reference leads; empty where it is not valid. */
  Optional<BackendService> find(Meta route, BackendReference reference) {
    return problem(route, reference).isPresent()
        ? Optional.empty()
        : Optional.of(new BackendService(hostname(route, reference), reference.port()));
  }

  /** What is wrong with the first reference that is not valid. */
  Finding resolve(Meta route, Stream<BackendReference> references) {
    return references
        .flatMap(reference -> problem(route, reference).stream())
        .findFirst()
        .orElseGet(Finding::resolved);
  }

  private Optional<Finding> problem(Meta route, BackendReference reference) {
    String namespace = reference.object().namespaceFrom(route.namespace());
    String name = namespace + "/" + reference.name();
    if (!reference.object().isTo("", "Service")) {
      return unresolved("InvalidKind", "A backend must be a Service, and %s is none.", name);
    }
    if (!grants.allow(route, "Service", namespace, reference.name())) {
      return unresolved(
          "RefNotPermitted", "No ReferenceGrant allows the reference to Service %s.", name);
    }
    Service service = services.get(hostname(route, reference));
    if (service == null) {
      return unresolved("BackendNotFound", "There is no Service %s.", name);
    }
    if (service.externalName().isPresent()) {
      return unresolved("BackendNotFound", "Service %s stands for a name outside.", name);
    }
    return service.ports().stream()
            .anyMatch(port -> reference.port() != null && port.port() == reference.port())
        ? Optional.empty()
        : unresolved("BackendNotFound", "Service %s has not the port of the reference.", name);
  }

  private static Optional<Finding> unresolved(String reason, String message, String name) {
    return Optional.of(Finding.unresolved(reason, message.formatted(name)));
  }

  private static String hostname(Meta route, BackendReference reference) {
    return reference.name()
        + "."
        + reference.object().namespaceFrom(route.namespace())
        + "."
        + Hostnames.DEFAULT_DOMAIN;
  }
}
