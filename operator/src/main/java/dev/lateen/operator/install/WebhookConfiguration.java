package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ApiGroup;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.operator.inject.WebhookSettings;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDNoGCKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.inject.Singleton;

/**
 * Has the API server ask the operator about every rule. Cluster-scoped, so that a ServiceMesh
 * cannot own it: the operator deletes it, and looks for it in no namespace, whichever one it
 * watches for ServiceMeshes.
 *
 * <p>The failure policy is Ignore on purpose. Nothing relies on the webhook: the schema refuses
 * most mistakes without it, and the operator checks a rule again before any proxy hears of it.
 * Under Fail, an operator that is down would block every deployment tool that touches a rule.
 * Deleting is never asked about.
 */
@Singleton
@KubernetesDependent(
    createResourceOnlyIfNotExistingWithSSA = false,
    informer =
        @Informer(labelSelector = MeshObjects.MANAGED, namespaces = Constants.WATCH_ALL_NAMESPACES))
public class WebhookConfiguration
    extends CRUDNoGCKubernetesDependentResource<ValidatingWebhookConfiguration, ServiceMesh> {
  private static final int TIMEOUT_SECONDS = 5;

  private final WebhookClient client;

  public WebhookConfiguration(WebhookClient client) {
    super(ValidatingWebhookConfiguration.class);
    this.client = client;
  }

  @Override
  protected ResourceID targetSecondaryResourceID(ServiceMesh mesh, Context<ServiceMesh> context) {
    return new ResourceID(MeshObjects.WEBHOOK_CONFIGURATION);
  }

  @Override
  protected ValidatingWebhookConfiguration desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    return new ValidatingWebhookConfigurationBuilder()
        .withMetadata(MeshObjects.clusterScoped(MeshObjects.WEBHOOK_CONFIGURATION))
        .withWebhooks(webhook(client.of(mesh, context, WebhookSettings.VALIDATE_PATH)))
        .build();
  }

  private static ValidatingWebhook webhook(WebhookClientConfig clientConfig) {
    return new ValidatingWebhookBuilder()
        .withName("validation." + ApiGroup.NAME)
        .withClientConfig(clientConfig)
        .withAdmissionReviewVersions("v1")
        .withSideEffects("None")
        .withFailurePolicy("Ignore")
        .withMatchPolicy("Equivalent")
        .withTimeoutSeconds(TIMEOUT_SECONDS)
        .addNewRule()
        .withApiGroups(ApiGroup.NAME)
        .withApiVersions(ApiGroup.VERSION)
        .withOperations("CREATE", "UPDATE")
        .withResources(
            "servicemeshes",
            "routerules",
            "destinationpolicies",
            "egressrules",
            "policies",
            "workloads")
        .withScope("Namespaced")
        .endRule()
        .build();
  }
}
