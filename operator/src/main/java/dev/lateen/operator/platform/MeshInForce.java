package dev.lateen.operator.platform;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * Which ServiceMesh counts: there is one mesh, the oldest ServiceMesh, and of two equally old ones
 * the first by namespace and name. On a platform without creation times all are equally old. Pure.
 */
public final class MeshInForce {
  /** The mesh in force comes first. */
  public static final Comparator<ServiceMesh> OLDEST_FIRST =
      Comparator.comparing(MeshInForce::created)
          .thenComparing(mesh -> mesh.getMetadata().getNamespace())
          .thenComparing(mesh -> mesh.getMetadata().getName());

  private MeshInForce() {}

  /** The mesh that is in force, if there is any. */
  public static Optional<ServiceMesh> among(Collection<ServiceMesh> meshes) {
    return meshes.stream().min(OLDEST_FIRST);
  }

  private static String created(ServiceMesh mesh) {
    return Objects.requireNonNullElse(mesh.getMetadata().getCreationTimestamp(), "");
  }
}
