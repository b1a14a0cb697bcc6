package dev.lateen.injection;

import dev.lateen.crds.v1alpha1.SidecarCapture;
import dev.lateen.crds.v1alpha1.SidecarSettings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The container that redirects the pod's connections to the sidecar before anything else runs
 * (TM-181, TM-191). It alone runs as root, and with no other capability than it takes to write the
 * rules.
 */
record CaptureContainer(SidecarSettings settings) {

  Container build() {
    return new ContainerBuilder()
        .withName(InjectionNames.INIT_CONTAINER)
        .withImage(settings.image())
        .withImagePullPolicy("IfNotPresent")
        .withArgs(arguments())
        .withResources(ContainerResources.of(settings.resources()))
        .withNewSecurityContext()
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
        .endSecurityContext()
        .withVolumeMounts(MeshMember.temporaryFiles())
        .build();
  }

  private List<String> arguments() {
    SidecarCapture capture = settings.capture();
    List<String> arguments = new ArrayList<>(List.of("capture"));
    add(arguments, "--inbound-port", List.of(InjectionNames.INBOUND_PORT));
    add(arguments, "--outbound-port", List.of(InjectionNames.OUTBOUND_PORT));
    add(arguments, "--proxy-uid", List.of(InjectionNames.PROXY_UID));
    add(arguments, "--include-outbound-ports", capture.includeOutboundPorts());
    add(arguments, "--exclude-outbound-ports", capture.excludeOutboundPorts());
    add(arguments, "--include-inbound-ports", capture.includeInboundPorts());
    add(arguments, "--exclude-inbound-ports", capture.excludeInboundPorts());
    add(arguments, "--include-outbound-cidrs", capture.includeOutboundCidrs());
    add(arguments, "--exclude-outbound-cidrs", capture.excludeOutboundCidrs());
    return arguments;
  }

  private static void add(List<String> arguments, String option, List<?> values) {
    if (!values.isEmpty()) {
      arguments.add(option);
      arguments.add(values.stream().map(Object::toString).collect(Collectors.joining(",")));
    }
  }
}
