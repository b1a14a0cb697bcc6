package dev.lateen.operator.gateway.bind;

import dev.lateen.crds.Hostnames;
import dev.lateen.operator.gateway.api.Meta;
import dev.lateen.operator.gateway.api.ParentReference;
import dev.lateen.operator.gateway.model.BackendService;
import dev.lateen.operator.platform.model.Service;
import dev.lateen.operator.platform.model.ServicePort;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Services that routes may attach to, so that they rule the calls between workloads.
 *
 * @param services known services by hostname
 */
record ServiceParents(Map<String, Service> services) {

  /**
   * Where a route is attached.
   *
   * @param ports ports of the service
   * @param accepted whether there is one
   */
  record Attachment(List<BackendService> ports, Finding accepted) {}

  /** Where a route attaches; empty where the reference is to no Service. */
  Optional<Attachment> attach(Meta route, ParentReference parent) {
    if (!"Service".equals(parent.kind())
        || parent.group() != null && !parent.group().isEmpty() && !parent.group().equals("core")) {
      return Optional.empty();
    }
    String namespace = parent.object().namespaceFrom(route.namespace());
    String hostname = parent.name() + "." + namespace + "." + Hostnames.DEFAULT_DOMAIN;
    if (!namespace.equals(route.namespace())) {
      return refused("NotAllowedByListeners", "A route rules calls to services of its namespace.");
    }
    Service service = services.get(hostname);
    List<BackendService> ports =
        service == null
            ? List.of()
            : service.ports().stream()
                .filter(port -> isMeant(port, parent))
                .map(port -> new BackendService(hostname, port.port()))
                .toList();
    return ports.isEmpty()
        ? refused("NoMatchingParent", "There is no Service with such a port.")
        : Optional.of(new Attachment(ports, Finding.accepted()));
  }

  private static Optional<Attachment> refused(String reason, String message) {
    return Optional.of(new Attachment(List.of(), Finding.refused(reason, message)));
  }

  private static boolean isMeant(ServicePort port, ParentReference parent) {
    return (parent.port() == null || parent.port() == port.port())
        && (parent.sectionName() == null || parent.sectionName().equals(port.name()));
  }
}
