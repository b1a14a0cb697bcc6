package dev.lateen.operator.install;

import dev.lateen.crds.Durations;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How proxies reach the operator that installs them. */
@Singleton
public class InstallSettings {
  private static final long MILLISECONDS_PER_SECOND = 1000;

  private final Optional<String> discoveryAddress;
  private final String version;

  /**
   * @param discoveryAddress {@code lateen.discovery.address}: host and port of the ADS server as
   *     pods reach it; absent: the Service of the mesh, which is right when the operator runs in
   *     the mesh's namespace
   * @param version version of the operator, and so of what it installs
   */
  public InstallSettings(
      @ConfigProperty(name = "lateen.discovery.address") Optional<String> discoveryAddress,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.discoveryAddress = discoveryAddress;
    this.version = version;
  }

  String discoveryAddressFor(ServiceMesh mesh) {
    return discoveryAddress.orElseGet(
        () ->
            "%s.%s.svc:%d"
                .formatted(
                    MeshObjects.DISCOVERY,
                    mesh.getMetadata().getNamespace(),
                    MeshObjects.DISCOVERY_PORT));
  }

  String version() {
    return version;
  }

  static String drainSeconds(ServiceMeshSpec spec) {
    long milliseconds = Durations.parse(spec.sidecar().drainDuration()).toMillis();
    return String.valueOf(Math.ceilDiv(milliseconds, MILLISECONDS_PER_SECOND));
  }
}
