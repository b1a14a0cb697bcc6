package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ApiGroup;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshStatus;
import dev.lateen.operator.identity.AuthorityReports;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Workflow;
import io.javaoperatorsdk.operator.api.reconciler.dependent.Dependent;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.quarkiverse.operatorsdk.annotations.RBACRule;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Installs what a ServiceMesh asks for and says what became of it. The workflow applies the
 * objects; this class only reports. Nothing is written when nothing changed.
 */
@RBACRule(
    apiGroups = "",
    resources = {"pods", "nodes", "namespaces"},
    verbs = {"get", "list", "watch"})
@RBACRule(
    apiGroups = "discovery.k8s.io",
    resources = "endpointslices",
    verbs = {"get", "list", "watch"})
@RBACRule(
    apiGroups = "networking.k8s.io",
    resources = "ingresses",
    verbs = {"get", "list", "watch"})
@RBACRule(
    apiGroups = ApiGroup.NAME,
    resources = "workloads",
    verbs = {"get", "list", "watch"})
@RBACRule(
    apiGroups = "authentication.k8s.io",
    resources = "tokenreviews",
    verbs = {"create"})
@ControllerConfiguration(name = ServiceMeshReconciler.NAME)
@Workflow(
    dependents = {
      @Dependent(
          name = "edge-service-accounts",
          type = EdgeServiceAccounts.class,
          reconcilePrecondition = InForce.class),
      @Dependent(
          name = "gateway-role",
          type = GatewayRole.class,
          reconcilePrecondition = GatewayWanted.class),
      @Dependent(
          name = "gateway-role-binding",
          type = GatewayRoleBinding.class,
          reconcilePrecondition = GatewayWanted.class,
          dependsOn = {"edge-service-accounts", "gateway-role"}),
      @Dependent(
          name = "mesh-config",
          type = MeshConfigMap.class,
          reconcilePrecondition = InForce.class),
      @Dependent(
          name = "discovery-service",
          type = DiscoveryClusterService.class,
          reconcilePrecondition = InForce.class,
          useEventSourceWithName = InstallSources.SERVICES),
      @Dependent(
          name = "webhook-service",
          type = WebhookService.class,
          reconcilePrecondition = InForce.class,
          useEventSourceWithName = InstallSources.SERVICES),
      @Dependent(
          name = "gateway-service",
          type = GatewayService.class,
          reconcilePrecondition = GatewayWanted.class,
          useEventSourceWithName = InstallSources.SERVICES),
      @Dependent(
          name = "gateway-ingress-class",
          type = GatewayIngressClass.class,
          reconcilePrecondition = GatewayWanted.class),
      @Dependent(
          name = "egress-service",
          type = EgressService.class,
          reconcilePrecondition = EgressWanted.class,
          useEventSourceWithName = InstallSources.SERVICES),
      @Dependent(
          name = "edge-deployments",
          type = EdgeDeployments.class,
          reconcilePrecondition = InForce.class,
          dependsOn = "edge-service-accounts"),
      @Dependent(
          name = "edge-autoscalers",
          type = EdgeAutoscalers.class,
          reconcilePrecondition = InForce.class,
          dependsOn = "edge-deployments"),
      @Dependent(
          name = "edge-disruption-budgets",
          type = EdgeDisruptionBudgets.class,
          reconcilePrecondition = InForce.class),
      @Dependent(
          name = "cni-daemon-set",
          type = CniDaemonSet.class,
          reconcilePrecondition = CniWanted.class),
      @Dependent(
          name = "webhook-certificate",
          type = WebhookCertificate.class,
          reconcilePrecondition = InForce.class),
      @Dependent(
          name = "webhook-configuration",
          type = WebhookConfiguration.class,
          reconcilePrecondition = InForce.class,
          dependsOn = {"webhook-certificate", "webhook-service"}),
      @Dependent(
          name = "injection-configuration",
          type = InjectionConfiguration.class,
          reconcilePrecondition = InjectionWanted.class,
          dependsOn = {"webhook-certificate", "webhook-service"})
    })
public class ServiceMeshReconciler implements Reconciler<ServiceMesh> {
  /** Name of the controller and field manager of what it applies. */
  public static final String NAME = "servicemesh";

  /** How often the age of the webhook's certificate is looked at. */
  private static final Duration CERTIFICATE_CHECK = Duration.ofHours(6);

  private final InstallSettings settings;
  private final AuthorityReports authority;
  private final Clock clock = Clock.systemUTC();

  public ServiceMeshReconciler(InstallSettings settings, AuthorityReports authority) {
    this.settings = settings;
    this.authority = authority;
  }

  @Override
  public List<EventSource<?, ServiceMesh>> prepareEventSources(
      EventSourceContext<ServiceMesh> context) {
    return InstallSources.all(context, authority);
  }

  @Override
  public UpdateControl<ServiceMesh> reconcile(ServiceMesh mesh, Context<ServiceMesh> context) {
    ServiceMeshStatus status =
        new InstallReport(mesh, clock.instant()).status(state(mesh, context));
    UpdateControl<ServiceMesh> control =
        status.equals(mesh.getStatus())
            ? UpdateControl.noUpdate()
            : UpdateControl.patchStatus(withStatus(mesh, status));
    return control.rescheduleAfter(CERTIFICATE_CHECK);
  }

  @Override
  public ErrorStatusUpdateControl<ServiceMesh> updateErrorStatus(
      ServiceMesh mesh, Context<ServiceMesh> context, Exception failure) {
    ServiceMeshStatus status =
        new InstallReport(mesh, clock.instant()).failed(settings.version(), failure);
    return status.equals(mesh.getStatus())
        ? ErrorStatusUpdateControl.noStatusUpdate()
        : ErrorStatusUpdateControl.patchStatus(withStatus(mesh, status));
  }

  private InstallState state(ServiceMesh mesh, Context<ServiceMesh> context) {
    return new InstallState(
        settings.version(),
        InForce.rival(mesh, context)
            .map(rival -> rival.getMetadata().getNamespace() + "/" + rival.getMetadata().getName()),
        gateway(EdgeGateway.INGRESS, mesh, context),
        gateway(EdgeGateway.EGRESS, mesh, context),
        context.getSecondaryResource(DaemonSet.class),
        pods(MeshObjects.CNI, context),
        authority.current());
  }

  private static GatewayState gateway(
      EdgeGateway gateway, ServiceMesh mesh, Context<ServiceMesh> context) {
    return new GatewayState(
        Optional.of(GatewayWanted.specOf(mesh)).filter(gateway::isWanted).map(gateway::settings),
        context
            .getSecondaryResourcesAsStream(Deployment.class)
            .filter(one -> one.getMetadata().getName().equals(gateway.objectName()))
            .findFirst(),
        pods(gateway.objectName(), context));
  }

  private static List<Pod> pods(String name, Context<ServiceMesh> context) {
    return context
        .getSecondaryResourcesAsStream(Pod.class)
        .filter(pod -> name.equals(pod.getMetadata().getLabels().get(MeshObjects.NAME_LABEL)))
        .toList();
  }

  /** A status is applied on its own, so that nothing else of the resource becomes ours. */
  private static ServiceMesh withStatus(ServiceMesh mesh, ServiceMeshStatus status) {
    ServiceMesh patch = new ServiceMesh();
    patch.getMetadata().setName(mesh.getMetadata().getName());
    patch.getMetadata().setNamespace(mesh.getMetadata().getNamespace());
    patch.setStatus(status);
    return patch;
  }
}
