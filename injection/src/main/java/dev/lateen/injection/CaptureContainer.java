package dev.lateen.injection;

import dev.lateen.crds.v1alpha1.SidecarCapture.CaptureMethod;
import dev.lateen.crds.v1alpha1.SidecarSettings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.util.List;
import java.util.stream.Stream;

/**
 * The container that comes before anything that uses the network (TM-181, TM-191). It redirects the
 * pod's connections to the sidecar; it alone runs as root, and with no other capability than it
 * takes to write the rules. Or, where the node does that (UA-12), it sees whether that is so, by a
 * connection of its own, without any right and as a user whose connections are redirected.
 */
record CaptureContainer(SidecarSettings settings) {

  Container build() {
    return new ContainerBuilder()
        .withName(name())
        .withImage(settings.image())
        .withImagePullPolicy("IfNotPresent")
        .withArgs(arguments())
        .withResources(ContainerResources.of(settings.resources()))
        .withSecurityContext(byNode() ? RestrictedContext.of(InjectionNames.CHECK_UID) : root())
        .withTerminationMessagePolicy(byNode() ? "FallbackToLogsOnError" : null)
        .withVolumeMounts(MeshMember.temporaryFiles())
        .build();
  }

  String name() {
    return byNode() ? InjectionNames.CHECK_CONTAINER : InjectionNames.INIT_CONTAINER;
  }

  private boolean byNode() {
    return settings.capture().method() == CaptureMethod.CNI;
  }

  private List<String> arguments() {
    return Stream.concat(
            byNode() ? Stream.of("capture", "--check") : Stream.of("capture"),
            CaptureOptions.of(settings.capture()).stream())
        .toList();
  }

  private static SecurityContext root() {
    return new SecurityContextBuilder()
        .withRunAsUser(0L)
        .withRunAsGroup(0L)
        .withRunAsNonRoot(false)
        .withPrivileged(false)
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withAdd("NET_ADMIN", "NET_RAW")
        .withDrop("ALL")
        .endCapabilities()
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .build();
  }
}
