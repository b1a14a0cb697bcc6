package dev.lateen.operator.inject;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.injection.ControlPlane;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How the proxies of a cluster reach the operator: injected sidecars, and the gateways. */
@Singleton
public class SidecarAddresses {
  private final Optional<String> discovery;
  private final Optional<String> authority;
  private final boolean identity;
  private final String version;
  private final Optional<String> revision;

  /**
   * @param discovery {@code lateen.discovery.address}: host and port of plaintext discovery as pods
   *     reach it, of use only where they get no identity; absent: the Service of the mesh
   * @param authority {@code lateen.identity.address}: host and port of the authority, and of
   *     discovery by TLS, as pods reach them; absent: the Service of the mesh
   * @param identity {@code lateen.identity.enabled}: whether this operator issues identities
   * @param version version of the operator
   * @param revision {@code lateen.revision}: which revision beside the main one it serves; absent:
   *     the main one
   */
  public SidecarAddresses(
      @ConfigProperty(name = "lateen.discovery.address") Optional<String> discovery,
      @ConfigProperty(name = "lateen.identity.address") Optional<String> authority,
      @ConfigProperty(name = "lateen.identity.enabled", defaultValue = "true") boolean identity,
      @ConfigProperty(name = "quarkus.application.version") String version,
      @ConfigProperty(name = "lateen.revision") Optional<String> revision) {
    this.discovery = discovery;
    this.authority = authority;
    this.identity = identity;
    this.version = version;
    this.revision = revision;
  }

  /** The mesh as a pod that joins it has to know it. */
  public ControlPlane controlPlane(ServiceMesh mesh) {
    ControlPlane usual = ControlPlane.of(mesh, revision, version);
    return new ControlPlane(
        usual.namespace(),
        usual.revision(),
        version,
        discovery.orElse(usual.discovery()),
        authority.or(usual::authority).filter(_ -> identity));
  }
}
