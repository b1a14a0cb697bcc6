package dev.lateen.injection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The annotations by which a pod says otherwise than the mesh about its own sidecar. */
enum PodOverride {
  PROXY_IMAGE("proxy-image", "/image", PodOverride::text),
  CPU("cpu", "/resources/requests/cpu", PodOverride::text),
  MEMORY("memory", "/resources/requests/memory", PodOverride::text),
  CPU_LIMIT("cpu-limit", "/resources/limits/cpu", PodOverride::text),
  MEMORY_LIMIT("memory-limit", "/resources/limits/memory", PodOverride::text),
  DRAIN_DURATION("drain-duration", "/drainDuration", PodOverride::text),
  NATIVE_SIDECAR("native-sidecar", "/nativeSidecar", PodOverride::flag),
  HOLD_APPLICATION("hold-application", "/holdApplication", PodOverride::flag),
  WORKLOAD_API("workload-api", "/workloadApi", PodOverride::flag),
  INCLUDE_OUTBOUND_PORTS(
      "include-outbound-ports", "/capture/includeOutboundPorts", PodOverride::numbers),
  EXCLUDE_OUTBOUND_PORTS(
      "exclude-outbound-ports", "/capture/excludeOutboundPorts", PodOverride::numbers),
  INCLUDE_INBOUND_PORTS(
      "include-inbound-ports", "/capture/includeInboundPorts", PodOverride::numbers),
  EXCLUDE_INBOUND_PORTS(
      "exclude-inbound-ports", "/capture/excludeInboundPorts", PodOverride::numbers),
  INCLUDE_OUTBOUND_CIDRS(
      "include-outbound-cidrs", "/capture/includeOutboundCidrs", PodOverride::texts),
  EXCLUDE_OUTBOUND_CIDRS(
      "exclude-outbound-cidrs", "/capture/excludeOutboundCidrs", PodOverride::texts);

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String annotation;
  private final String pointer;
  private final Function<String, JsonNode> parser;

  PodOverride(String name, String pointer, Function<String, JsonNode> parser) {
    this.annotation = InjectionNames.PREFIX + name;
    this.pointer = pointer;
    this.parser = parser;
  }

  String annotation() {
    return annotation;
  }

  /** Where it stands in the settings of a sidecar (RFC 6901). */
  String pointer() {
    return pointer;
  }

  /**
   * What it says, in the type of the setting where it can be; else as text, for the schema to
   * refuse.
   */
  JsonNode parse(String value) {
    return parser.apply(value.strip());
  }

  static Optional<PodOverride> ofAnnotation(String annotation) {
    return Arrays.stream(values()).filter(known -> known.annotation.equals(annotation)).findFirst();
  }

  private static JsonNode text(String value) {
    return NODES.textNode(value);
  }

  private static JsonNode flag(String value) {
    return Flag.parse(value)
        .<JsonNode>map(flag -> NODES.booleanNode(flag == Flag.YES))
        .orElseGet(() -> text(value));
  }

  private static JsonNode texts(String value) {
    var list = NODES.arrayNode();
    parts(value).forEach(list::add);
    return list;
  }

  private static JsonNode numbers(String value) {
    var list = NODES.arrayNode();
    parts(value).map(PodOverride::number).forEach(list::add);
    return list;
  }

  private static JsonNode number(String value) {
    try {
      return NODES.numberNode(Integer.parseInt(value));
    } catch (NumberFormatException _) {
      return text(value);
    }
  }

  private static Stream<String> parts(String value) {
    return Arrays.stream(value.split(",")).map(String::strip).filter(part -> !part.isEmpty());
  }
}
