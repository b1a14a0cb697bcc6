package dev.lateen.operator.install.gateway;

import dev.lateen.crds.v1alpha1.GatewayResources;
import dev.lateen.injection.ContainerResources;
import dev.lateen.injection.InjectionNames;
import dev.lateen.injection.MeshMember;
import dev.lateen.operator.install.RestrictedSecurity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Sysctl;
import java.util.ArrayList;
import java.util.List;

/**
 * The pods of a Gateway, under the "restricted" pod security standard. A sysctl that is theirs
 * alone lets them listen on ports below 1024 without a privilege.
 *
 * @param image of the proxy
 * @param member what makes them members of the mesh
 * @param drainSeconds how long they finish what is under way
 * @param resources what they ask of a node
 */
record GatewayPod(
    String image, MeshMember member, String drainSeconds, GatewayResources resources) {
  private static final int PROBE_PORT = InjectionNames.PROBE_PORT;

  /** A node that is short of processor time must not take its gateways out of service. */
  private static final int PROBE_SECONDS = 5;

  private static final int PROBE_FAILURES = 6;

  PodSpec spec(String account) {
    return new PodSpecBuilder()
        .withServiceAccountName(account)
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withSecurityContext(
            RestrictedSecurity.pod()
                .withSysctls(new Sysctl("net.ipv4.ip_unprivileged_port_start", "0"))
                .build())
        .withContainers(container())
        .withVolumes(member.volumes())
        .build();
  }

  private Container container() {
    return new ContainerBuilder()
        .withName("gateway")
        .withImage(image)
        .withImagePullPolicy("IfNotPresent")
        .withEnv(environment())
        .withNewReadinessProbe()
        .withNewHttpGet()
        .withPath("/healthz/ready")
        .withNewPort(PROBE_PORT)
        .endHttpGet()
        .withPeriodSeconds(2)
        .withTimeoutSeconds(PROBE_SECONDS)
        .withFailureThreshold(PROBE_FAILURES)
        .endReadinessProbe()
        .withResources(ContainerResources.of(resources))
        .withSecurityContext(RestrictedSecurity.container())
        .withVolumeMounts(member.mounts())
        .build();
  }

  private List<EnvVar> environment() {
    List<EnvVar> variables = new ArrayList<>(member.environment());
    variables.add(new EnvVar("LATEEN_NODE_TYPE", "ingress", null));
    variables.add(new EnvVar("LATEEN_EVENT_LOOPS", "2", null));
    variables.add(new EnvVar("LATEEN_PROBE_PORT", String.valueOf(PROBE_PORT), null));
    variables.add(new EnvVar("LATEEN_DRAIN_SECONDS", drainSeconds, null));
    return variables;
  }
}
