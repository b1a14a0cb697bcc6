package dev.lateen.operator.platform.kubernetes;

import dev.lateen.operator.platform.model.Locality;
import io.fabric8.kubernetes.api.model.Node;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the nodes of a cluster are (TM-152). Pure. */
final class NodeZones {
  private static final String CURRENT = "topology.kubernetes.io/";
  private static final String FORMER = "failure-domain.beta.kubernetes.io/";
  private static final String SUB_ZONE = "topology.lateen.dev/subzone";

  private final Map<String, Locality> localities;

  NodeZones(List<Node> nodes) {
    localities =
        nodes.stream()
            .collect(Collectors.toMap(node -> node.getMetadata().getName(), NodeZones::locality));
  }

  /**
   * The locality of a node.
   *
   * @param node name of the node; may be absent
   */
  Locality of(Optional<String> node) {
    return node.map(localities::get).orElse(Locality.UNKNOWN);
  }

  private static Locality locality(Node node) {
    Map<String, String> labels =
        Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.of());
    return new Locality(
        label(labels, "region"), label(labels, "zone"), labels.getOrDefault(SUB_ZONE, ""));
  }

  private static String label(Map<String, String> labels, String name) {
    return labels.getOrDefault(CURRENT + name, labels.getOrDefault(FORMER + name, ""));
  }
}
