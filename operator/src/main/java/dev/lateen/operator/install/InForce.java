package dev.lateen.operator.install;

import static dev.lateen.operator.platform.MeshInForce.OLDEST_FIRST;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.util.Optional;

/** Whether a ServiceMesh is the one in force. The others install nothing until it is gone. */
public class InForce implements Condition<HasMetadata, ServiceMesh> {
  @Override
  public boolean isMet(
      DependentResource<HasMetadata, ServiceMesh> dependent,
      ServiceMesh mesh,
      Context<ServiceMesh> context) {
    return rival(mesh, context).isEmpty();
  }

  /**
   * The mesh that is in force instead of this one, if any. It is looked for among the meshes of the
   * source that tells this one when another is gone: the primary cache may learn of that later, and
   * would then name a mesh that no further event speaks of.
   */
  static Optional<ServiceMesh> rival(ServiceMesh mesh, Context<ServiceMesh> context) {
    return others(context)
        .list()
        .filter(other -> OLDEST_FIRST.compare(other, mesh) < 0)
        .min(OLDEST_FIRST);
  }

  @SuppressWarnings("unchecked")
  private static Cache<ServiceMesh> others(Context<ServiceMesh> context) {
    return (Cache<ServiceMesh>)
        context
            .eventSourceRetriever()
            .getEventSourceFor(ServiceMesh.class, InstallSources.OTHER_MESHES);
  }
}
