package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import dev.lateen.crds.v1alpha1.SidecarInjection.FailurePolicy;
import dev.lateen.injection.InjectionNames;
import dev.lateen.operator.inject.WebhookSettings;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDNoGCKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Has the API server ask the operator about every pod that is made in a namespace of the mesh
 * (TM-188). Cluster-scoped as {@link WebhookConfiguration}.
 *
 * <p>It may fail closed, so nothing that the operator itself needs may depend on it: the system's
 * namespaces and that of the mesh are left out, by their names, whatever their labels say. A pod
 * that opts out by label is not asked about, and so can start also while there is no operator.
 */
@Singleton
@KubernetesDependent(
    createResourceOnlyIfNotExistingWithSSA = false,
    informer =
        @Informer(labelSelector = MeshObjects.MANAGED, namespaces = Constants.WATCH_ALL_NAMESPACES))
public class InjectionConfiguration
    extends CRUDNoGCKubernetesDependentResource<MutatingWebhookConfiguration, ServiceMesh> {
  private static final int TIMEOUT_SECONDS = 10;
  private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  private final WebhookClient client;

  public InjectionConfiguration(WebhookClient client) {
    super(MutatingWebhookConfiguration.class);
    this.client = client;
  }

  @Override
  protected ResourceID targetSecondaryResourceID(ServiceMesh mesh, Context<ServiceMesh> context) {
    return new ResourceID(MeshObjects.INJECTION_CONFIGURATION);
  }

  @Override
  protected MutatingWebhookConfiguration desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    WebhookClientConfig config = client.of(mesh, context, WebhookSettings.INJECT_PATH);
    ServiceMeshSpec spec = GatewayWanted.specOf(mesh);
    List<MutatingWebhook> webhooks = new ArrayList<>();
    webhooks.add(
        webhook("revision", mesh, config, in(InjectionNames.REVISION_LABEL, spec.revision())));
    Revision.beside(mesh, context)
        .map(revision -> webhook(revision, mesh, context))
        .forEach(webhooks::add);
    if (spec.revision().equals(ServiceMeshSpec.DEFAULT_REVISION)) {
      webhooks.add(
          webhook(
              "namespace",
              mesh,
              config,
              in(InjectionNames.NAMESPACE_LABEL, InjectionNames.ENABLED),
              requirement(InjectionNames.REVISION_LABEL, "DoesNotExist")));
    }
    return new MutatingWebhookConfigurationBuilder()
        .withMetadata(MeshObjects.clusterScoped(MeshObjects.INJECTION_CONFIGURATION))
        .withWebhooks(webhooks)
        .build();
  }

  private MutatingWebhook webhook(
      Revision revision, ServiceMesh mesh, Context<ServiceMesh> context) {
    return webhook(
        revision.name() + ".revision",
        mesh,
        client.of(revision, context, WebhookSettings.INJECT_PATH),
        in(InjectionNames.REVISION_LABEL, revision.name()));
  }

  private static MutatingWebhook webhook(
      String name,
      ServiceMesh mesh,
      WebhookClientConfig config,
      LabelSelectorRequirement... namespaces) {
    return new MutatingWebhookBuilder()
        .withName(name + ".injection.lateen.dev")
        .withClientConfig(config)
        .withAdmissionReviewVersions("v1")
        .withSideEffects("None")
        .withFailurePolicy(failurePolicy(mesh))
        .withMatchPolicy("Equivalent")
        .withReinvocationPolicy("Never")
        .withTimeoutSeconds(TIMEOUT_SECONDS)
        .withNamespaceSelector(namespaces(mesh, namespaces))
        .withObjectSelector(pods())
        .addNewRule()
        .withApiGroups("")
        .withApiVersions("v1")
        .withOperations("CREATE")
        .withResources("pods")
        .withScope("Namespaced")
        .endRule()
        .build();
  }

  private static String failurePolicy(ServiceMesh mesh) {
    return GatewayWanted.specOf(mesh).sidecar().injection().failurePolicy() == FailurePolicy.FAIL
        ? "Fail"
        : "Ignore";
  }

  private static LabelSelector namespaces(ServiceMesh mesh, LabelSelectorRequirement... chosen) {
    TreeSet<String> exempt = new TreeSet<>(InjectionNames.EXEMPT_NAMESPACES);
    exempt.add(mesh.getMetadata().getNamespace());
    return new LabelSelectorBuilder()
        .withMatchExpressions(
            Stream.concat(
                    Arrays.stream(chosen),
                    Stream.of(requirement(NAMESPACE_NAME, "NotIn", exempt.toArray(String[]::new))))
                .toList())
        .build();
  }

  /** Not those that opt out by label, and not the operator's own, wherever it runs. */
  private static LabelSelector pods() {
    return new LabelSelectorBuilder()
        .withMatchExpressions(
            requirement(InjectionNames.INJECT, "NotIn", "false"),
            requirement(MeshObjects.NAME_LABEL, "NotIn", MeshObjects.OPERATOR))
        .build();
  }

  private static LabelSelectorRequirement in(String label, String value) {
    return requirement(label, "In", value);
  }

  private static LabelSelectorRequirement requirement(
      String label, String operator, String... values) {
    return new LabelSelectorRequirement(label, operator, List.of(values));
  }
}
