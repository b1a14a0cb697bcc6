package dev.lateen.crds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a definition needs beyond what the generator can say. */
final class SchemaFinish {
  private static final Set<String> STRING_MATCH = Set.of("exact", "prefix", "regex");

  private final Class<?> kind;

  SchemaFinish(Class<?> kind) {
    this.kind = kind;
  }

  JsonNode apply(JsonNode definition) {
    var version = (ObjectNode) definition.at("/spec/versions/0");
    var schema = (ObjectNode) version.at("/schema/openAPIV3Schema");
    version.set("additionalPrinterColumns", columns(version.arrayNode()));
    walk(schema);
    spec(schema);
    return definition;
  }

  /** A spec in which nothing is required gets its defaults even where a document has none. */
  private static void spec(ObjectNode schema) {
    var spec = (ObjectNode) schema.at("/properties/spec");
    if (spec.path("required").isArray()) {
      schema.putArray("required").add("spec");
    } else if (spec.has("properties")) {
      spec.putObject("default");
    }
  }

  /** The columns in the order of the annotations; the generator sorts them. */
  private ArrayNode columns(ArrayNode columns) {
    for (var column : kind.getAnnotationsByType(AdditionalPrinterColumn.class)) {
      columns
          .addObject()
          .put("name", column.name())
          .put("type", column.type().getValue())
          .put("jsonPath", column.jsonPath());
    }
    return columns;
  }

  private void walk(JsonNode schema) {
    if (schema.at("/properties/conditions") instanceof ObjectNode conditions) {
      conditions.put("x-kubernetes-list-type", "map");
      conditions.putArray("x-kubernetes-list-map-keys").add("type");
    }
    if (schema.path("x-kubernetes-validations") instanceof ArrayNode rules) {
      var distinct = new LinkedHashSet<JsonNode>();
      rules.forEach(distinct::add);
      ((ObjectNode) schema).putArray("x-kubernetes-validations").addAll(distinct);
    }
    if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      ((ObjectNode) schema).put("type", "object");
    }
    for (var bound : List.of("minimum", "maximum")) {
      if (schema.path(bound).isDouble()) {
        ((ObjectNode) schema).put(bound, schema.path(bound).asLong());
      }
    }
    schema.path("properties").forEach(this::walk);
    walkIfPresent(schema.path("items"));
    walkIfPresent(schema.path("additionalProperties"));
    if (isStringMatch(schema.path("additionalProperties"))) {
      ((ObjectNode) schema).set("additionalProperties", stringMatch((ObjectNode) schema));
    }
  }

  private static boolean isStringMatch(JsonNode schema) {
    return schema
        .path("properties")
        .propertyStream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet())
        .equals(STRING_MATCH);
  }

  private void walkIfPresent(JsonNode schema) {
    if (schema.isObject()) {
      walk(schema);
    }
  }

  /**
   * A text or an object of at most one of exact, prefix and regex (TM-025). A schema without a type
   * takes both; keywords for texts bind texts only, and those for objects bind objects only.
   */
  private static ObjectNode stringMatch(ObjectNode map) {
    var match = map.objectNode();
    match.put(
        "description",
        "A bare text means exact; else one of exact, prefix, regex, or {}: it is there.");
    match.put("x-kubernetes-preserve-unknown-fields", true);
    match.put("maxLength", 1024).put("maxProperties", 1).put("maxItems", 0);
    match.set("properties", map.path("additionalProperties").path("properties"));
    return match;
  }
}
