package dev.lateen.operator.platform.model;

import java.util.List;

/**
 * All services, instances and entries of the mesh at one moment, in a stable order.
 *
 * @param services services by hostname
 * @param instances instances by namespace and name
 * @param endpoints endpoints by hostname, port and instance
 * @param ingresses Ingresses by namespace and name
 * @param settings what the ServiceMesh says
 */
public record ServiceRegistry(
    List<Service> services,
    List<Instance> instances,
    List<Endpoint> endpoints,
    List<IngressEntry> ingresses,
    MeshSettings settings) {

  public ServiceRegistry {
    services = List.copyOf(services);
    instances = List.copyOf(instances);
    endpoints = List.copyOf(endpoints);
    ingresses = List.copyOf(ingresses);
  }

  /** The paths of all Ingresses. */
  public List<IngressPath> ingressPaths() {
    return ingresses.stream().flatMap(ingress -> ingress.paths().stream()).toList();
  }

  /** A mesh with nothing in it. */
  public static ServiceRegistry empty() {
    return new ServiceRegistry(List.of(), List.of(), List.of(), List.of(), MeshSettings.DEFAULT);
  }
}
