package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.GatewaySettings;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.injection.MeshMember;
import dev.lateen.operator.inject.SidecarAddresses;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;

/** The gateways (TM-110, TM-136): sidecars of their own, at the edge of the mesh. */
@Singleton
@KubernetesDependent(
    createResourceOnlyIfNotExistingWithSSA = false,
    informer = @Informer(labelSelector = MeshObjects.MANAGED))
public class EdgeDeployments extends EdgeResource<Deployment> {
  private final SidecarAddresses addresses;

  public EdgeDeployments(SidecarAddresses addresses) {
    super(Deployment.class);
    this.addresses = addresses;
  }

  @Override
  public Deployment update(
      Deployment actual, Deployment desired, ServiceMesh mesh, Context<ServiceMesh> context) {
    if (desired.getSpec().getReplicas() == null) {
      ReplicasHandover.of(actual, context.getControllerConfiguration().fieldManager())
          .ifPresent(handover -> handover.apply(context.getClient()));
    }
    return super.update(actual, desired, mesh, context);
  }

  @Override
  Deployment desired(EdgeGateway gateway, ServiceMesh mesh) {
    Map<String, String> labels = new TreeMap<>(MeshObjects.labels(gateway.objectName()));
    labels.putAll(gateway.selector(mesh));
    MeshMember member = new MeshMember(addresses.controlPlane(mesh));
    labels.putAll(member.labels());
    return new DeploymentBuilder()
        .withMetadata(MeshObjects.namespaced(gateway.objectName(), mesh))
        .withNewSpec()
        .withReplicas(replicas(gateway.settings(GatewayWanted.specOf(mesh))))
        .withNewSelector()
        .withMatchLabels(gateway.selector(mesh))
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .endMetadata()
        .withSpec(podSpec(gateway, mesh, new GatewayContainer(mesh, gateway, member)))
        .endTemplate()
        .endSpec()
        .build();
  }

  /** Nothing is said where an autoscaler does, so that the two never take turns. */
  private static Integer replicas(GatewaySettings settings) {
    return settings.autoscaling() == null ? settings.replicas() : null;
  }

  private static PodSpec podSpec(
      EdgeGateway gateway, ServiceMesh mesh, GatewayContainer container) {
    return new PodSpecBuilder()
        .withServiceAccountName(gateway.objectName())
        .withAutomountServiceAccountToken(false)
        .withSecurityContext(RestrictedSecurity.pod().build())
        .withTopologySpreadConstraints(
            spread(gateway, mesh, "kubernetes.io/hostname"),
            spread(gateway, mesh, "topology.kubernetes.io/zone"))
        .withContainers(container.build())
        .withVolumes(container.member().volumes())
        .build();
  }

  /** Rather on one node than nowhere. */
  private static TopologySpreadConstraint spread(
      EdgeGateway gateway, ServiceMesh mesh, String over) {
    return new TopologySpreadConstraintBuilder()
        .withMaxSkew(1)
        .withTopologyKey(over)
        .withWhenUnsatisfiable("ScheduleAnyway")
        .withNewLabelSelector()
        .withMatchLabels(gateway.selector(mesh))
        .endLabelSelector()
        .build();
  }
}
