package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.CniSettings;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.injection.InjectionNames;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The installer of the CNI plug-in. It is root, as the directories of a node are root's, and has no
 * capability: it enters no namespace itself, that is done by the plug-in, which the runtime starts.
 *
 * @param mesh it belongs to
 */
record CniContainer(ServiceMesh mesh) {
  static final String PROGRAMS = "cni-bin";
  static final String NETWORKS = "cni-networks";
  static final String TEMPORARY_FILES = "tmp";

  private static final String PROGRAMS_PATH = "/host/cni/bin";
  private static final String NETWORKS_PATH = "/host/cni/net.d";
  private static final int PORT = 15_022;

  CniSettings settings() {
    return GatewayWanted.specOf(mesh).cni();
  }

  Container build() {
    return new ContainerBuilder()
        .withName("installer")
        .withImage(settings().imageOr(GatewayWanted.specOf(mesh).sidecar().image()))
        .withImagePullPolicy("IfNotPresent")
        .withArgs(arguments())
        .withNewReadinessProbe()
        .withNewHttpGet()
        .withPath("/healthz/ready")
        .withNewPort(PORT)
        .endHttpGet()
        .withPeriodSeconds(5)
        .endReadinessProbe()
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .withNewResources()
        .addToRequests("cpu", new Quantity("10m"))
        .addToRequests("memory", new Quantity("32Mi"))
        .addToLimits("memory", new Quantity("256Mi"))
        .endResources()
        .withSecurityContext(root())
        .withVolumeMounts(
            mount(PROGRAMS, PROGRAMS_PATH),
            mount(NETWORKS, NETWORKS_PATH),
            mount(TEMPORARY_FILES, "/tmp"))
        .build();
  }

  private List<String> arguments() {
    String namespace = mesh.getMetadata().getNamespace();
    String exempt =
        Stream.concat(InjectionNames.EXEMPT_NAMESPACES.stream(), Stream.of(namespace))
            .distinct()
            .sorted()
            .collect(Collectors.joining(","));
    return List.of(
        "cni",
        "install",
        "--bin-directory",
        PROGRAMS_PATH,
        "--config-directory",
        NETWORKS_PATH,
        "--node-config-directory",
        settings().configDirectory(),
        "--exempt-namespaces",
        exempt,
        "--daemon-set",
        namespace + "/" + MeshObjects.CNI,
        "--port",
        String.valueOf(PORT));
  }

  private static SecurityContext root() {
    return new SecurityContextBuilder()
        .withRunAsUser(0L)
        .withRunAsGroup(0L)
        .withRunAsNonRoot(false)
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .build();
  }

  private static VolumeMount mount(String volume, String path) {
    return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
  }
}
