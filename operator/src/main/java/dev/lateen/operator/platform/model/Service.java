package dev.lateen.operator.platform.model;

import java.util.List;
import java.util.Optional;

/**
 * A service callers know by name (TM-140).
 *
 * @param name short name
 * @param namespace namespace
 * @param hostname fully qualified name, {@code name.namespace.svc.cluster.local}
 * @param address the virtual address; empty for headless services and external names
 * @param ports ports in the order of the document
 * @param headless whether callers address instances directly (TM-150)
 * @param externalName the name outside the mesh this service stands for (TM-131)
 */
public record Service(
    String name,
    String namespace,
    String hostname,
    Optional<String> address,
    List<ServicePort> ports,
    boolean headless,
    Optional<String> externalName) {

  public Service {
    ports = List.copyOf(ports);
  }
}
