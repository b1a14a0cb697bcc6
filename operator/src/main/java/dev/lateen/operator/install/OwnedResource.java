package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Ignore;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDNoGCKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.util.Optional;

/**
 * Objects that a ServiceMesh owns, so that the cluster's garbage collector removes them even
 * without an operator. They are also deleted by the operator, as soon as the mesh no longer asks
 * for them.
 *
 * @param <R> kind of the objects
 */
@Ignore
abstract class OwnedResource<R extends HasMetadata>
    extends CRUDNoGCKubernetesDependentResource<R, ServiceMesh> {

  OwnedResource(Class<R> type) {
    super(type);
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
