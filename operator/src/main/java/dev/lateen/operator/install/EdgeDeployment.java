package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.injection.MeshMember;
import dev.lateen.operator.inject.SidecarAddresses;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.Ignore;
import java.util.Map;
import java.util.TreeMap;

/** A gateway: sidecars of their own, at the edge of the mesh. */
@Ignore
abstract class EdgeDeployment extends InstalledResource<Deployment> {
  private final EdgeGateway gateway;
  private final SidecarAddresses addresses;

  EdgeDeployment(EdgeGateway gateway, SidecarAddresses addresses) {
    super(Deployment.class, gateway.objectName());
    this.gateway = gateway;
    this.addresses = addresses;
  }

  @Override
  protected Deployment desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    Map<String, String> labels = new TreeMap<>(MeshObjects.labels(gateway.objectName()));
    labels.putAll(gateway.selector(mesh));
    MeshMember member = new MeshMember(addresses.controlPlane(mesh));
    labels.putAll(member.labels());
    return new DeploymentBuilder()
        .withMetadata(MeshObjects.namespaced(gateway.objectName(), mesh))
        .withNewSpec()
        .withReplicas(gateway.replicas(GatewayWanted.specOf(mesh)))
        .withNewSelector()
        .withMatchLabels(gateway.selector(mesh))
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .endMetadata()
        .withSpec(podSpec(mesh, new GatewayContainer(mesh, gateway, member)))
        .endTemplate()
        .endSpec()
        .build();
  }

  private PodSpec podSpec(ServiceMesh mesh, GatewayContainer container) {
    return new PodSpecBuilder()
        .withServiceAccountName(gateway.objectName())
        .withAutomountServiceAccountToken(false)
        .withSecurityContext(RestrictedSecurity.pod().build())
        .withTopologySpreadConstraints(
            spread(mesh, "kubernetes.io/hostname"), spread(mesh, "topology.kubernetes.io/zone"))
        .withContainers(container.build())
        .withVolumes(container.member().volumes())
        .build();
  }

  /** Rather on one node than nowhere. */
  private TopologySpreadConstraint spread(ServiceMesh mesh, String over) {
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
