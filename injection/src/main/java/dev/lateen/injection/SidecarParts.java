package dev.lateen.injection;

import dev.lateen.crds.v1alpha1.SidecarCapture.CaptureMethod;
import dev.lateen.crds.v1alpha1.SidecarSettings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Puts a sidecar into a pod.
 *
 * <p>A native one comes right after the rules that redirect to it and before all init containers of
 * the application, which then can use the network. Any other cannot run while those do, so the
 * rules come last.
 *
 * @param controlPlane the mesh to join
 * @param settings of this pod
 */
record SidecarParts(ControlPlane controlPlane, SidecarSettings settings) {

  /** The spec of the pod with the sidecar in it. */
  PodSpec addTo(PodSpec spec) {
    ApplicationProbes probes = new ApplicationProbes();
    PodVolumes volumes = volumes();
    boolean isNative = settings.nativeSidecar();
    // Another than a native sidecar does not run yet when those of init containers are asked.
    List<Container> init =
        isNative
            ? spec.getInitContainers().stream().map(probes::rewrite).toList()
            : spec.getInitContainers();
    List<Container> application =
        spec.getContainers().stream()
            .map(probes::rewrite)
            .map(
                container -> volumes.workloadApi() ? WorkloadApiSocket.offer(container) : container)
            .toList();
    ProxyEnvironment environment = new ProxyEnvironment(settings, volumes, probes.toJson());
    Container proxy = new ProxyContainer(settings, environment).build();
    Container capture = new CaptureContainer(settings).build();
    return new PodSpecBuilder(spec)
        .withInitContainers(
            isNative ? join(List.of(capture, proxy), init) : join(init, List.of(capture)))
        .withContainers(isNative ? application : withProxy(application, proxy))
        .withVolumes(join(spec.getVolumes(), volumes.volumes()))
        .build();
  }

  private PodVolumes volumes() {
    return PodVolumes.of(controlPlane, settings);
  }

  /** Containers start one after the other, each when the postStart hook of the last is over. */
  private List<Container> withProxy(List<Container> application, Container proxy) {
    return settings.holdApplication()
        ? join(List.of(proxy), application)
        : join(application, List.of(proxy));
  }

  /** The metadata of the pod with what tells of the sidecar. */
  ObjectMeta addTo(ObjectMeta metadata) {
    return new ObjectMetaBuilder(metadata)
        .addToAnnotations(InjectionNames.STATUS, status().toJson())
        .addToAnnotations(forTheNode())
        .addToLabels(volumes().member().labels())
        .build();
  }

  private Map<String, String> forTheNode() {
    return settings.capture().method() == CaptureMethod.CNI
        ? Map.of(InjectionNames.CAPTURE, String.join(" ", CaptureOptions.of(settings.capture())))
        : Map.of();
  }

  private InjectionStatus status() {
    boolean isNative = settings.nativeSidecar();
    List<String> proxy = List.of(InjectionNames.PROXY_CONTAINER);
    List<String> capture = List.of(new CaptureContainer(settings).name());
    return new InjectionStatus(
        controlPlane.version(),
        controlPlane.revision(),
        isNative ? join(capture, proxy) : capture,
        isNative ? List.of() : proxy,
        volumes().volumes().stream().map(Volume::getName).toList());
  }

  private static <T> List<T> join(List<T> first, List<T> second) {
    return new ArrayList<>(Stream.concat(first.stream(), second.stream()).toList());
  }
}
