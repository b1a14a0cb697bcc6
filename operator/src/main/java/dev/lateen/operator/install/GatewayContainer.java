package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.injection.ContainerResources;
import dev.lateen.injection.MeshMember;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * The container of a gateway, under the "restricted" pod security standard.
 *
 * @param mesh it belongs to
 * @param gateway which one
 * @param member what makes it one of the mesh
 */
record GatewayContainer(ServiceMesh mesh, EdgeGateway gateway, MeshMember member) {

  Container build() {
    return new ContainerBuilder()
        .withName("gateway")
        .withImage(gateway.settings(GatewayWanted.specOf(mesh)).image())
        .withImagePullPolicy("IfNotPresent")
        .withEnv(environment())
        .withPorts(gateway.ports())
        .withReadinessProbe(listening())
        .withResources(ContainerResources.of(GatewayWanted.specOf(mesh).gateways().resources()))
        .withSecurityContext(RestrictedSecurity.container())
        .withVolumeMounts(member.mounts())
        .build();
  }

  private List<EnvVar> environment() {
    List<EnvVar> variables = new ArrayList<>(member.environment());
    variables.add(new EnvVar("LATEEN_NODE_TYPE", gateway.kind(), null));
    variables.add(
        new EnvVar(
            "LATEEN_DRAIN_SECONDS",
            InstallSettings.drainSeconds(GatewayWanted.specOf(mesh)),
            null));
    return variables;
  }

  /**
   * The gateway listens as soon as it knows its routes. Its admin port is on loopback, where the
   * kubelet cannot ask it.
   */
  private Probe listening() {
    return new ProbeBuilder()
        .withNewTcpSocket()
        .withNewPort(gateway.ports().getFirst().getName())
        .endTcpSocket()
        .withPeriodSeconds(2)
        .build();
  }
}
