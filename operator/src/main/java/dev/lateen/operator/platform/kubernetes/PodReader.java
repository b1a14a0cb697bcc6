package dev.lateen.operator.platform.kubernetes;

import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.InstanceKey;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads Pods into the service model. Pure.
 *
 * @param zones where the nodes are
 */
record PodReader(NodeZones zones) {
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  /** The instance; empty while the Pod has no address, and after it ended. */
  Optional<Instance> read(Pod pod) {
    var status = pod.getStatus();
    return Optional.ofNullable(status.getPodIP())
        .filter(address -> !address.isEmpty() && !ENDED.contains(status.getPhase()))
        .map(address -> instance(pod, address));
  }

  private Instance instance(Pod pod, String address) {
    var metadata = pod.getMetadata();
    var spec = pod.getSpec();
    Map<String, String> labels = Objects.requireNonNullElse(metadata.getLabels(), Map.of());
    return new Instance(
        new InstanceKey(metadata.getNamespace(), metadata.getName()),
        address,
        labels,
        Objects.requireNonNullElse(spec.getServiceAccountName(), "default"),
        zones.of(Optional.ofNullable(spec.getNodeName())),
        1,
        ports(pod),
        Optional.empty(),
        Instance.hasIdentity(labels));
  }

  /** TCP ports; one without a name goes by its number. */
  private static Map<String, Integer> ports(Pod pod) {
    return pod.getSpec().getContainers().stream()
        .flatMap(container -> container.getPorts().stream())
        .filter(port -> "TCP".equals(Objects.requireNonNullElse(port.getProtocol(), "TCP")))
        .collect(
            Collectors.toMap(PodReader::name, ContainerPort::getContainerPort, (one, _) -> one));
  }

  private static String name(ContainerPort port) {
    return Objects.requireNonNullElseGet(
        port.getName(), () -> String.valueOf(port.getContainerPort()));
  }
}
