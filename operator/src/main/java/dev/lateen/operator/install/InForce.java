package dev.lateen.operator.install;

import static dev.lateen.operator.platform.MeshInForce.OLDEST_FIRST;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a ServiceMesh is the one in force. The others install nothing until it is gone. */
public class InForce implements Condition<HasMetadata, ServiceMesh> {
  @Override
  public boolean isMet(
      DependentResource<HasMetadata, ServiceMesh> dependent,
      ServiceMesh mesh,
      Context<ServiceMesh> context) {
    return rival(mesh, context.getPrimaryCache().list()).isEmpty();
  }

  /** The mesh that is in force instead of this one, if any. */
  static Optional<ServiceMesh> rival(ServiceMesh mesh, Stream<ServiceMesh> meshes) {
    return meshes.filter(other -> OLDEST_FIRST.compare(other, mesh) < 0).min(OLDEST_FIRST);
  }
}
