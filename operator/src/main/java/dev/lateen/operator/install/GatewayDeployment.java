package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.IngressGateway;
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
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;

/** The ingress gateway: sidecars of their own, at the edge of the mesh (TM-110). */
@Singleton
@KubernetesDependent(createResourceOnlyIfNotExistingWithSSA = false)
public class GatewayDeployment extends InstalledResource<Deployment> {
  private final SidecarAddresses addresses;

  public GatewayDeployment(SidecarAddresses addresses) {
    super(Deployment.class, MeshObjects.GATEWAY);
    this.addresses = addresses;
  }

  @Override
  protected Deployment desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    IngressGateway gateway = GatewayWanted.specOf(mesh).gateways().ingress();
    Map<String, String> labels = new TreeMap<>(MeshObjects.labels(MeshObjects.GATEWAY));
    labels.putAll(MeshObjects.gatewaySelector(mesh));
    MeshMember member = new MeshMember(addresses.controlPlane(mesh));
    labels.putAll(member.labels());
    return new DeploymentBuilder()
        .withMetadata(MeshObjects.namespaced(MeshObjects.GATEWAY, mesh))
        .withNewSpec()
        .withReplicas(gateway.replicas())
        .withNewSelector()
        .withMatchLabels(MeshObjects.gatewaySelector(mesh))
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .endMetadata()
        .withSpec(podSpec(mesh, new GatewayContainer(mesh, gateway.image(), member)))
        .endTemplate()
        .endSpec()
        .build();
  }

  private static PodSpec podSpec(ServiceMesh mesh, GatewayContainer container) {
    return new PodSpecBuilder()
        .withServiceAccountName(MeshObjects.GATEWAY)
        .withAutomountServiceAccountToken(false)
        .withSecurityContext(RestrictedSecurity.pod().build())
        .withTopologySpreadConstraints(
            spread(mesh, "kubernetes.io/hostname"), spread(mesh, "topology.kubernetes.io/zone"))
        .withContainers(container.build())
        .withVolumes(container.member().volumes())
        .build();
  }

  /** Rather on one node than nowhere. */
  private static TopologySpreadConstraint spread(ServiceMesh mesh, String over) {
    return new TopologySpreadConstraintBuilder()
        .withMaxSkew(1)
        .withTopologyKey(over)
        .withWhenUnsatisfiable("ScheduleAnyway")
        .withNewLabelSelector()
        .withMatchLabels(MeshObjects.gatewaySelector(mesh))
        .endLabelSelector()
        .build();
  }
}
