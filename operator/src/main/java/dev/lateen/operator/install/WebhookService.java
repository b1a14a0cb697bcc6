package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.operator.inject.WebhookSettings;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import jakarta.inject.Singleton;

/** The name by which the API server reaches the operator's webhooks. */
@Singleton
@KubernetesDependent(createResourceOnlyIfNotExistingWithSSA = false)
public class WebhookService extends InstalledResource<Service> {
  private final WebhookSettings settings;

  public WebhookService(WebhookSettings settings) {
    super(Service.class, MeshObjects.WEBHOOK);
    this.settings = settings;
  }

  @Override
  protected Service desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    int target = settings.port() == 0 ? WebhookSettings.DEFAULT_PORT : settings.port();
    return new ServiceBuilder()
        .withMetadata(MeshObjects.namespaced(MeshObjects.WEBHOOK, mesh))
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(MeshObjects.operatorSelector())
        .addNewPort()
        .withName("https")
        .withProtocol("TCP")
        .withPort(MeshObjects.WEBHOOK_PORT)
        .withNewTargetPort(target)
        .endPort()
        .endSpec()
        .build();
  }
}
