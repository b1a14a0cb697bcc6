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
    return of(mesh, Optional.empty(), version);
  }

  /**
   * The operator of a revision: of the mesh's own, or of one beside it, which has a Service of its
   * own.
   *
   * @param asked the revision; empty: the mesh's own
   */
  public static ControlPlane of(ServiceMesh mesh, Optional<String> asked, String version) {
    String main = InjectionSettings.spec(mesh).revision();
    String revision = asked.orElse(main);
    String host =
        (revision.equals(main) ? SERVICE : SERVICE + "-" + revision)
            + "."
            + mesh.getMetadata().getNamespace()
            + ".svc:";
    return new ControlPlane(
        mesh.getMetadata().getNamespace(),
        revision,
        version,
        host + DISCOVERY_PORT,
        Optional.of(host + AUTHORITY_PORT));
  }
}
