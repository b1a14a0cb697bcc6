package dev.lateen.injection;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import java.util.Optional;

/**
 * The mesh that a pod joins.
 *
 * @param namespace where the mesh is installed; pods there are never injected
 * @param revision which installation
 * @param version of what injects
 * @param discovery host and port of plaintext discovery as pods reach it, for those without an
 *     identity
 * @param authority host and port of who issues identities, and streams discovery by TLS; empty:
 *     pods get no identity
 */
public record ControlPlane(
    String namespace,
    String revision,
    String version,
    String discovery,
    Optional<String> authority) {
  private static final String SERVICE = "lateen-discovery";
  private static final int DISCOVERY_PORT = 15010;
  private static final int AUTHORITY_PORT = 15012;

  /** That of a mesh, reached by the Service that is installed with it. */
  public static ControlPlane of(ServiceMesh mesh, String version) {
    String namespace = mesh.getMetadata().getNamespace();
    return new ControlPlane(
        namespace,
        InjectionSettings.spec(mesh).revision(),
        version,
        address(namespace, DISCOVERY_PORT),
        Optional.of(address(namespace, AUTHORITY_PORT)));
  }

  private static String address(String namespace, int port) {
    return "%s.%s.svc:%d".formatted(SERVICE, namespace, port);
  }
}
