package dev.lateen.olm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a console shows the fields of a kind: read from the schema of its definition. */
final class Descriptors {
  private static final String WIDGET = "urn:alm:descriptor:com.tectonic.ui:";
  private static final String CONDITIONS = "urn:alm:descriptor:io.kubernetes.conditions";

  private Descriptors() {}

  /**
   * One for each field outside of lists and maps.
   *
   * @param schema of the spec or the status
   */
  static ArrayNode of(JsonNode schema) {
    ArrayNode all = Yaml.JSON.createArrayNode();
    below("", schema).forEach(all::add);
    return all;
  }

  private static Stream<ObjectNode> below(String prefix, JsonNode schema) {
    return schema.path("properties").properties().stream()
        .flatMap(
            field -> {
              String path = prefix + field.getKey();
              JsonNode of = field.getValue();
              return widgets(path, of)
                  .map(widgets -> Stream.of(descriptor(path, of, widgets)))
                  .orElseGet(() -> below(path + ".", of));
            });
  }

  /** Empty where it is shown by its fields, or not at all. */
  private static Optional<List<String>> widgets(String path, JsonNode schema) {
    if (schema.has("enum")) {
      return Optional.of(
          schema
              .path("enum")
              .valueStream()
              .map(value -> WIDGET + "select:" + value.asText())
              .toList());
    }
    return switch (schema.path("type").asText()) {
      case "boolean" -> Optional.of(List.of(WIDGET + "booleanSwitch"));
      case "integer" -> Optional.of(List.of(WIDGET + "number"));
      case "string" -> Optional.of(List.of(WIDGET + "text"));
      case "array" ->
          path.equals("conditions") ? Optional.of(List.of(CONDITIONS)) : Optional.empty();
      default ->
          path.endsWith("resources")
              ? Optional.of(List.of(WIDGET + "resourceRequirements"))
              : Optional.empty();
    };
  }

  private static ObjectNode descriptor(String path, JsonNode schema, List<String> widgets) {
    ObjectNode node = Yaml.JSON.createObjectNode();
    node.put("path", path);
    node.put("displayName", displayName(path));
    node.put("description", schema.path("description").asText());
    ArrayNode shown = node.putArray("x-descriptors");
    int group = path.lastIndexOf('.');
    if (group > 0) {
      shown.add(WIDGET + "fieldGroup:" + path.substring(0, group));
    }
    widgets.forEach(shown::add);
    return node;
  }

  /** Such as {@code Drain duration} for {@code sidecar.drainDuration}. */
  private static String displayName(String path) {
    String name = path.substring(path.lastIndexOf('.') + 1);
    String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
