package dev.lateen.operator.platform.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Drops what the mesh does not read, so that a large cluster fits into memory. Pure. */
final class Slimming {
  private Slimming() {}

  /** Addresses, labels, account, node and ports. */
  static Pod pod(Pod pod) {
    var spec = pod.getSpec();
    var containers =
        spec.getContainers().stream()
            .map(
                container ->
                    new ContainerBuilder()
                        .withName(container.getName())
                        .withPorts(container.getPorts())
                        .build())
            .toList();
    return new PodBuilder()
        .withMetadata(named(pod.getMetadata()).withLabels(pod.getMetadata().getLabels()).build())
        .withNewSpec()
        .withNodeName(spec.getNodeName())
        .withServiceAccountName(spec.getServiceAccountName())
        .withContainers(containers)
        .endSpec()
        .withNewStatus()
        .withPhase(pod.getStatus() == null ? null : pod.getStatus().getPhase())
        .withPodIP(pod.getStatus() == null ? null : pod.getStatus().getPodIP())
        .endStatus()
        .build();
  }

  /** Labels alone. */
  static Node node(Node node) {
    return new NodeBuilder()
        .withMetadata(named(node.getMetadata()).withLabels(node.getMetadata().getLabels()).build())
        .build();
  }

  /** Labels alone. */
  static Namespace namespace(Namespace namespace) {
    return new NamespaceBuilder()
        .withMetadata(
            named(namespace.getMetadata()).withLabels(namespace.getMetadata().getLabels()).build())
        .build();
  }

  /** One entry alone. */
  static ConfigMap configMap(ConfigMap configMap, String key) {
    String value =
        Objects.requireNonNullElse(configMap.getData(), Map.<String, String>of()).get(key);
    return new ConfigMapBuilder()
        .withMetadata(named(configMap.getMetadata()).build())
        .withData(value == null ? Map.of() : Map.of(key, value))
        .build();
  }

  /** Everything but who wrote what when. */
  static <R extends HasMetadata> R whole(R resource) {
    resource.getMetadata().setManagedFields(List.of());
    return resource;
  }

  private static ObjectMetaBuilder named(ObjectMeta metadata) {
    return new ObjectMetaBuilder()
        .withName(metadata.getName())
        .withNamespace(metadata.getNamespace())
        .withUid(metadata.getUid())
        .withResourceVersion(metadata.getResourceVersion());
  }
}
