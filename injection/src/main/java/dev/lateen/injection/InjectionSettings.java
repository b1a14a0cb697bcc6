package dev.lateen.injection;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import dev.lateen.crds.v1alpha1.SidecarSettings;

/**
 * What injection goes by.
 *
 * @param controlPlane the mesh to join
 * @param sidecar what holds for pods that do not say otherwise
 */
public record InjectionSettings(ControlPlane controlPlane, SidecarSettings sidecar) {

  /** What a mesh asks for. */
  public static InjectionSettings of(ServiceMesh mesh, ControlPlane controlPlane) {
    return new InjectionSettings(controlPlane, spec(mesh).sidecar());
  }

  static ServiceMeshSpec spec(ServiceMesh mesh) {
    return mesh.getSpec() == null ? ServiceMeshSpec.defaults() : mesh.getSpec();
  }
}
