package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a ServiceMesh is the one in force. A cluster has one mesh: its oldest ServiceMesh, and of
 * two equally old ones the first by namespace and name. The others install nothing until it is
 * gone.
 */
public class InForce implements Condition<HasMetadata, ServiceMesh> {
  private static final Comparator<ServiceMesh> OLDEST_FIRST =
      Comparator.<ServiceMesh, String>comparing(mesh -> mesh.getMetadata().getCreationTimestamp())
          .thenComparing(mesh -> mesh.getMetadata().getNamespace())
          .thenComparing(mesh -> mesh.getMetadata().getName());

  @Override
  public boolean isMet(
      DependentResource<HasMetadata, ServiceMesh> dependent,
      ServiceMesh mesh,
      Context<ServiceMesh> context) {
    return rival(mesh, context.getPrimaryCache().list()).isEmpty();
  }

  /** The mesh that is in force, if there is any. */
  public static Optional<ServiceMesh> among(Collection<ServiceMesh> meshes) {
    return meshes.stream().min(OLDEST_FIRST);
  }

  /** The mesh that is in force instead of this one, if any. */
  static Optional<ServiceMesh> rival(ServiceMesh mesh, Stream<ServiceMesh> meshes) {
    return meshes.filter(other -> OLDEST_FIRST.compare(other, mesh) < 0).min(OLDEST_FIRST);
  }
}
