package dev.lateen.operator.platform.model;

import java.util.List;

/**
 * All services, instances and entries of the mesh at one moment, in a stable order.
 *
 * @param services services by hostname
 * @param instances instances by namespace and name
 * @param endpoints endpoints by hostname, port and instance
 * @param ingressPaths paths of the ingress gateway
 * @param settings what the ServiceMesh says
 */
public record ServiceRegistry(
    List<Service> services,
    List<Instance> instances,
    List<Endpoint> endpoints,
    List<IngressPath> ingressPaths,
    MeshSettings settings) {

  public ServiceRegistry {
    services = List.copyOf(services);
    instances = List.copyOf(instances);
    endpoints = List.copyOf(endpoints);
    ingressPaths = List.copyOf(ingressPaths);
  }

  /** A mesh with nothing in it. */
  public static ServiceRegistry empty() {
    return new ServiceRegistry(List.of(), List.of(), List.of(), List.of(), MeshSettings.DEFAULT);
  }
}
