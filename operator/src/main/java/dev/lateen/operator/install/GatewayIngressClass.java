package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDNoGCKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import io.javaoperatorsdk.operator.processing.event.ResourceID;

/**
 * Says that Ingresses of class {@code lateen} are served here (TM-111). Cluster-scoped, so that a
 * ServiceMesh cannot own it: the operator deletes it. It is not the default class: whoever wants
 * that annotates it, and the annotation stays.
 */
@KubernetesDependent(
    createResourceOnlyIfNotExistingWithSSA = false,
    informer =
        @Informer(labelSelector = MeshObjects.MANAGED, namespaces = Constants.WATCH_ALL_NAMESPACES))
public class GatewayIngressClass
    extends CRUDNoGCKubernetesDependentResource<IngressClass, ServiceMesh> {
  private static final String CONTROLLER = "lateen.dev/ingress";

  public GatewayIngressClass() {
    super(IngressClass.class);
  }

  @Override
  protected ResourceID targetSecondaryResourceID(ServiceMesh mesh, Context<ServiceMesh> context) {
    return new ResourceID(MeshObjects.INGRESS_CLASS);
  }

  @Override
  protected IngressClass desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    return new IngressClassBuilder()
        .withMetadata(MeshObjects.clusterScoped(MeshObjects.INGRESS_CLASS))
        .withNewSpec()
        .withController(CONTROLLER)
        .endSpec()
        .build();
  }
}
