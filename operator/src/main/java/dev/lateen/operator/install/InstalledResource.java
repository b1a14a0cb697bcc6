package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.Ignore;
import io.javaoperatorsdk.operator.processing.event.ResourceID;

/**
 * An object in the namespace of a ServiceMesh.
 *
 * @param <R> kind of the object
 */
@Ignore
abstract class InstalledResource<R extends HasMetadata> extends OwnedResource<R> {
  private final String objectName;

  InstalledResource(Class<R> type, String objectName) {
    super(type);
    this.objectName = objectName;
  }

  @Override
  protected ResourceID targetSecondaryResourceID(ServiceMesh mesh, Context<ServiceMesh> context) {
    return new ResourceID(objectName, mesh.getMetadata().getNamespace());
  }
}
