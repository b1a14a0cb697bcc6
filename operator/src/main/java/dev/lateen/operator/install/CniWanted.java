package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.SidecarCapture.CaptureMethod;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;

/** Whether a mesh that is in force has the nodes capture the connections of its pods (UA-12). */
public class CniWanted extends InForce {

  @Override
  public boolean isMet(
      DependentResource<HasMetadata, ServiceMesh> dependent,
      ServiceMesh mesh,
      Context<ServiceMesh> context) {
    return isWanted(mesh) && super.isMet(dependent, mesh, context);
  }

  static boolean isWanted(ServiceMesh mesh) {
    return GatewayWanted.specOf(mesh).sidecar().capture().method() == CaptureMethod.CNI;
  }
}
