package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.util.List;

/** The container of the ingress gateway, under the "restricted" pod security standard. */
record GatewayContainer(ServiceMesh mesh, String image, InstallSettings settings) {
  static final String TEMPORARY_FILES = "tmp";

  Container build() {
    return new ContainerBuilder()
        .withName("gateway")
        .withImage(image)
        .withImagePullPolicy("IfNotPresent")
        .withEnv(environment())
        .addNewPort()
        .withName("http")
        .withProtocol("TCP")
        .withContainerPort(MeshObjects.GATEWAY_PORT)
        .endPort()
        .withReadinessProbe(listening())
        .withResources(resources())
        .withSecurityContext(restricted())
        .addNewVolumeMount()
        .withName(TEMPORARY_FILES)
        .withMountPath("/tmp")
        .endVolumeMount()
        .build();
  }

  private List<EnvVar> environment() {
    return List.of(
        new EnvVar("LATEEN_NODE_TYPE", "ingress", null),
        ofPod("LATEEN_NODE_NAME", "metadata.name"),
        ofPod("LATEEN_NODE_NAMESPACE", "metadata.namespace"),
        ofPod("LATEEN_NODE_ADDRESS", "status.podIP"),
        new EnvVar("LATEEN_DISCOVERY_ADDRESS", settings.discoveryAddressFor(mesh), null),
        new EnvVar(
            "LATEEN_DRAIN_SECONDS",
            InstallSettings.drainSeconds(GatewayWanted.specOf(mesh)),
            null));
  }

  private static EnvVar ofPod(String name, String path) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewFieldRef("v1", path)
        .endValueFrom()
        .build();
  }

  /**
   * The gateway listens as soon as it knows its routes. Its admin port is on loopback, where the
   * kubelet cannot ask it.
   */
  private static Probe listening() {
    return new ProbeBuilder()
        .withNewTcpSocket()
        .withNewPort("http")
        .endTcpSocket()
        .withPeriodSeconds(2)
        .build();
  }

  private static ResourceRequirements resources() {
    return new ResourceRequirementsBuilder()
        .addToRequests("cpu", new Quantity("100m"))
        .addToRequests("memory", new Quantity("128Mi"))
        .addToLimits("memory", new Quantity("512Mi"))
        .build();
  }

  private static SecurityContext restricted() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .build();
  }
}
