package dev.lateen.operator.discovery.push;

import com.google.protobuf.Value;
import dev.lateen.operator.discovery.compile.ProxyIdentity;
import dev.lateen.operator.discovery.compile.ProxyIdentity.Capture;
import dev.lateen.operator.discovery.compile.ProxyIdentity.Type;
import dev.lateen.operator.platform.model.InstanceKey;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.Arrays;
import java.util.Optional;

/** Reads who a client says it is (TM-144). */
final class NodeParser {
  private static final String SHAPE =
      "write the node id as <sidecar|ingress|egress>~<ip>~<name>.<namespace>~<namespace>.svc.<domain>";

  private NodeParser() {}

  /**
   * Reads a node.
   *
   * @throws IllegalArgumentException naming the field, the value and the fix
   */
  static ProxyIdentity identity(Node node) {
    String[] parts = node.getId().split("~", -1);
    if (parts.length != 4) {
      throw refused("node.id", node.getId(), SHAPE);
    }
    return new ProxyIdentity(
        node.getId(),
        type(parts[0]),
        instance(node, parts[2]),
        capture(text(node, "CAPTURE").orElse(Capture.EXPLICIT.name())),
        text(node, "IDENTITY").filter("SVID"::equals).isPresent(),
        text(node, "WORKLOAD_API").filter("SPIFFE"::equals).isPresent(),
        text(node, "IPV6").filter("true"::equals).isPresent(),
        text(node, "AUTHORITIES").orElse(ProxyIdentity.DEFAULT_AUTHORITIES));
  }

  /** What a client says of itself, {@code <name>/<version>}. */
  static String clientVersion(Node node) {
    String agent = node.getUserAgentName().isEmpty() ? "unknown" : node.getUserAgentName();
    return text(node, "VERSION")
        .map(version -> agent.equals("unknown") ? "lateen/" + version : agent + "/" + version)
        .orElseGet(() -> agent + "/" + agentVersion(node));
  }

  private static String agentVersion(Node node) {
    if (!node.hasUserAgentBuildVersion()) {
      return node.getUserAgentVersion();
    }
    var version = node.getUserAgentBuildVersion().getVersion();
    return version.getMajorNumber() + "." + version.getMinorNumber() + "." + version.getPatch();
  }

  private static Type type(String text) {
    return Arrays.stream(Type.values())
        .filter(type -> type.text().equals(text))
        .findFirst()
        .orElseThrow(() -> refused("node.id", text, "its type must be sidecar, ingress or egress"));
  }

  private static Capture capture(String text) {
    return Arrays.stream(Capture.values())
        .filter(capture -> capture.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                    "node.metadata.CAPTURE", text, "it must be EXPLICIT or ORIGINAL_DESTINATION"));
  }

  /** Metadata name the instance exactly; the id serves clients that send none. */
  private static InstanceKey instance(Node node, String qualified) {
    int dot = qualified.lastIndexOf('.');
    if (dot <= 0 || dot == qualified.length() - 1) {
      throw refused("node.id", node.getId(), SHAPE);
    }
    return new InstanceKey(
        text(node, "NAMESPACE").orElse(qualified.substring(dot + 1)),
        text(node, "NAME").orElse(qualified.substring(0, dot)));
  }

  private static Optional<String> text(Node node, String key) {
    return Optional.ofNullable(node.getMetadata().getFieldsMap().get(key))
        .map(Value::getStringValue)
        .filter(value -> !value.isEmpty());
  }

  private static IllegalArgumentException refused(String field, String value, String fix) {
    return new IllegalArgumentException(field + " is \"" + value + "\": " + fix);
  }
}
