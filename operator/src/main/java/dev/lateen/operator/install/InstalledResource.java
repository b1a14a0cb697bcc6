package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Ignore;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDNoGCKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.util.Optional;

/**
 * An object in the namespace of a ServiceMesh. It is owned by the mesh, so that the cluster's
 * garbage collector removes it even without an operator, and it is also deleted by the operator, as
 * soon as the mesh no longer asks for it.
 *
 * @param <R> kind of the object
 */
@Ignore
abstract class InstalledResource<R extends HasMetadata>
    extends CRUDNoGCKubernetesDependentResource<R, ServiceMesh> {
  private final String objectName;

  InstalledResource(Class<R> type, String objectName) {
    super(type);
    this.objectName = objectName;
  }

  @Override
  protected ResourceID targetSecondaryResourceID(ServiceMesh mesh, Context<ServiceMesh> context) {
    return new ResourceID(objectName, mesh.getMetadata().getNamespace());
  }

  @Override
  protected boolean addOwnerReference() {
    return true;
  }

  @Override
  protected Optional<SecondaryToPrimaryMapper<R>> getSecondaryToPrimaryMapper(
      EventSourceContext<ServiceMesh> context) {
    return Optional.of(Mappers.fromOwnerReferences(ServiceMesh.class));
  }
}
